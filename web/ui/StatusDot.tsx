import type { ReactNode } from 'react';
import classes from './StatusDot.module.css';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'idle';

/** A status: a dot and a word, never color alone. */
export function StatusDot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={classes.dot} data-tone={tone}>
      <span>{children}</span>
    </span>
  );
}

/** A small word on a quiet ground: labels, types. */
export function Tag({ children, onRemove, removeLabel }: TagProps) {
  return (
    <span className={classes.tag}>
      {children}
      {onRemove ? (
        <button
          type="button"
          className={classes.remove}
          onClick={onRemove}
          aria-label={removeLabel}
        >
          ×
        </button>
      ) : null}
    </span>
  );
}

type TagProps = { children: ReactNode; onRemove?: () => void; removeLabel?: string };
