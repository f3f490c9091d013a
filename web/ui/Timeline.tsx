import type { ReactNode } from 'react';
import { DateText } from './DateText.tsx';
import type { Tone } from './StatusDot.tsx';
import classes from './Timeline.module.css';

export type TimelineEntry = {
  key: string;
  /** An instant or a calendar date. */
  at: string;
  tone: Tone;
  /** A sentence: "Charged €10 for November, paid". */
  text: ReactNode;
  detail?: ReactNode;
  action?: ReactNode;
};

/** What happened, latest first, as sentences. */
export function Timeline({ entries, label }: { entries: TimelineEntry[]; label: string }) {
  return (
    <ol className={classes.timeline} aria-label={label}>
      {entries.map((entry) => (
        <li key={entry.key} data-tone={entry.tone}>
          <span className={classes.at}>
            <DateText value={entry.at} as="moment" />
          </span>
          <span className={classes.text}>
            {entry.text}
            {entry.detail ? <small> {entry.detail}</small> : null}
          </span>
          {entry.action ? <span className={classes.action}>{entry.action}</span> : null}
        </li>
      ))}
    </ol>
  );
}
