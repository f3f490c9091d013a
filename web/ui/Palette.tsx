import { Modal } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useState } from 'react';
import classes from './Palette.module.css';

export type PaletteItem = {
  key: string;
  group: string;
  label: ReactNode;
  hint?: ReactNode;
  run: () => void;
};

type Props = {
  opened: boolean;
  onClose: () => void;
  query: string;
  onQuery: (query: string) => void;
  items: PaletteItem[];
  label: string;
  placeholder: string;
  empty: string;
};

/** One box to go anywhere: type, arrows, Enter. What is found is the caller's business. */
export function Palette(props: Props) {
  const { opened, onClose, items, query } = props;
  const id = useId();
  const [at, setAt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each question starts anew
  useEffect(() => setAt(0), [query, opened]);
  const pick = (item: PaletteItem | undefined) => {
    if (!item) return;
    onClose();
    item.run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && items.length > 0) setAt((at + step + items.length) % items.length);
    else if (event.key === 'Enter') pick(items[at]);
    else return;
    event.preventDefault();
  };
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      padding={0}
      size={560}
      centered={false}
      yOffset="12vh"
      attributes={{ content: { 'aria-label': props.label } }}
    >
      <input
        className={classes.input}
        role="combobox"
        aria-expanded={items.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={items[at] ? `${id}-${at}` : undefined}
        aria-label={props.label}
        data-autofocus
        placeholder={props.placeholder}
        value={query}
        spellCheck={false}
        onChange={(event) => props.onQuery(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={props.label} className={classes.list}>
        {items.map((item, index) => (
          <Option
            key={item.key}
            id={`${id}-${index}`}
            item={item}
            head={items[index - 1]?.group === item.group ? null : item.group}
            isOn={index === at}
            onPick={() => pick(item)}
            onHover={() => setAt(index)}
          />
        ))}
        {items.length === 0 ? <p className={classes.empty}>{props.empty}</p> : null}
      </div>
    </Modal>
  );
}

type OptionProps = {
  id: string;
  item: PaletteItem;
  head: string | null;
  isOn: boolean;
  onPick: () => void;
  onHover: () => void;
};

function Option({ id, item, head, isOn, onPick, onHover }: OptionProps) {
  return (
    <>
      {head ? (
        <div className={classes.head} role="presentation">
          {head}
        </div>
      ) : null}
      {/* biome-ignore lint/a11y/useFocusableInteractive: focus stays in the box above */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the box above picks */}
      <div
        id={id}
        role="option"
        aria-selected={isOn}
        className={classes.option}
        onClick={onPick}
        onPointerMove={onHover}
        ref={(element) => {
          if (isOn) element?.scrollIntoView({ block: 'nearest' });
        }}
      >
        <span>{item.label}</span>
        {item.hint ? <span className="muted small">{item.hint}</span> : null}
      </div>
    </>
  );
}
