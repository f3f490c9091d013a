import { Link, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './Page.module.css';
import { useChosenInSight } from './useChosenInSight.ts';

type Pill = { value: string | undefined; label: ReactNode };

type Props = {
  /** What is chosen here, for screen readers. */
  label: string;
  /** The name in the address. */
  name: string;
  pills: Pill[];
  /** What else in the address ends with another choice. */
  clears?: string[];
};

/** One choice out of a few, kept in the address. */
export function Pills({ label, name, pills, clears = [] }: Props) {
  const search = useSearch({ strict: false }) as Record<string, string | undefined>;
  const bar = useChosenInSight(search[name]);
  return (
    <nav ref={bar} className={classes.pills} aria-label={label}>
      {pills.map(({ value, label: text }) => {
        const isOn = search[name] === value;
        return (
          <Link
            key={value ?? ''}
            to="."
            search={
              ((now: Record<string, unknown>) => ({
                ...now,
                ...Object.fromEntries(clears.map((each) => [each, undefined])),
                [name]: value,
                open: undefined,
              })) as never
            }
            // Without a value is a choice too, and not the one of whoever chose something.
            activeOptions={{ explicitUndefined: true }}
            className={classes.pill}
            data-on={isOn || undefined}
            aria-current={isOn ? 'true' : undefined}
          >
            {text}
          </Link>
        );
      })}
    </nav>
  );
}
