import type { Suggestion } from './pieces.ts';
import classes from './QueryInput.module.css';

type Props = {
  id: string;
  label: string;
  options: Suggestion[];
  at: number;
  take: (option: Suggestion) => void;
};

/** What could be written here, below the search box. */
export function Suggestions({ id, label, options, at, take }: Props) {
  if (options.length === 0) return null;
  return (
    <div id={`${id}-options`} role="listbox" aria-label={label} className={classes.options}>
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: focus stays in the box
        <div
          key={option.insert}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className={classes.option}
          onPointerDown={(event) => {
            event.preventDefault();
            take(option);
          }}
        >
          <code>{option.insert}</code>
          <span>{option.help ?? (option.label === option.insert ? '' : option.label)}</span>
        </div>
      ))}
    </div>
  );
}
