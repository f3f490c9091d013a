import type { ReactNode } from 'react';
import classes from './Page.module.css';

/** Facts of one thing, each under its name; what is null is not known and not shown. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={classes.facts}>
      {facts
        .filter(([, value]) => value !== null)
        .map(([label, value]) => [
          <dt key={`${label}-label`}>{label}</dt>,
          <dd key={label}>{value}</dd>,
        ])}
    </dl>
  );
}
