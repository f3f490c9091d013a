import { useId } from 'react';
import classes from './Entry.module.css';

type Choice<Value extends string> = { value: Value; name: string; text: string };

type Props<Value extends string> = {
  legend: string;
  /** Hidden where the page's title asks the same already. */
  legendIs?: 'shown' | 'hidden';
  choices: Choice<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
};

/** A few possibilities, each explained in one line. */
export function Choices<Value extends string>(props: Props<Value>) {
  const name = useId();
  return (
    <fieldset className={classes.choices} data-legend={props.legendIs ?? 'shown'}>
      <legend className={classes.legend}>{props.legend}</legend>
      {props.choices.map(({ value, name: shown, text }) => (
        <label key={value} className={classes.choice}>
          <input
            type="radio"
            name={name}
            required
            checked={props.value === value}
            onChange={() => props.onChange(value)}
          />
          <span className={classes.choiceName}>{shown}</span>
          <span className={classes.choiceText}>{text}</span>
        </label>
      ))}
    </fieldset>
  );
}
