import type { ReactNode } from 'react';
import classes from './Callout.module.css';
import type { Tone } from './StatusDot.tsx';

type Props = { tone: Tone; children: ReactNode; actions?: ReactNode };

/** Something to know before anything else: what happened, what it means, what to do. */
export function Callout({ tone, children, actions }: Props) {
  return (
    <div className={classes.callout} data-tone={tone}>
      <div>{children}</div>
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}
