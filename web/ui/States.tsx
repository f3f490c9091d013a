import { Progress as Bar, Button, Loader } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.tsx';
import { isProblemShape } from './problem.ts';
import classes from './States.module.css';

type EmptyProps = {
  /** What is (not) here: one short sentence. */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  actions?: ReactNode;
  /** A quiet tick: everything is done. */
  done?: boolean;
};

/** Nothing to show, and what to do about it. */
export function EmptyState({ title, children, actions, done = false }: EmptyProps) {
  return (
    <div className={classes.state}>
      {done ? <DoneTick /> : null}
      <p className={classes.title}>{title}</p>
      {children ? <div className={classes.text}>{children}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </div>
  );
}

function DoneTick() {
  return (
    <svg width="28" height="28" viewBox="0 0 28 28" aria-hidden="true" className={classes.tick}>
      <circle cx="14" cy="14" r="12.5" fill="none" stroke="currentColor" opacity="0.35" />
      <path d="M9 14.5l3.5 3.5L19 11" fill="none" stroke="currentColor" strokeWidth="1.8" />
    </svg>
  );
}

/** The sentence for a thrown value: the server's own where there is one. */
export function useSentence(): (error: unknown) => string {
  const { t } = useTranslation('ui');
  return (error) => {
    if (!isProblemShape(error)) return t('error.unexpected');
    if (error.status === 0) return t('error.unreachable');
    return error.sentence ?? t('error.status', { status: error.status });
  };
}

type ErrorProps = { error: unknown; onRetry?: () => void; actions?: ReactNode };

/** What went wrong, in the server's words, and what can be done. */
export function ErrorState({ error, onRetry, actions }: ErrorProps) {
  const { t } = useTranslation('ui');
  const sentence = useSentence();
  return (
    <div className={classes.state} role="alert">
      <p className={classes.title}>{t('error.title')}</p>
      <div className={classes.text}>{sentence(error)}</div>
      <div className={classes.actions}>
        {onRetry ? <Button onClick={onRetry}>{t('error.retry')}</Button> : null}
        {actions}
      </div>
    </div>
  );
}

/** A quiet wait, announced to screen readers. */
export function Loading({ label }: { label?: string }) {
  const { t } = useTranslation('ui');
  return (
    <div className={classes.loading} role="status">
      <Loader size={18} color="gray" type="oval" />
      <span className="muted">{label ?? t('loading')}</span>
    </div>
  );
}

type ProgressProps = {
  done: number;
  /** Unknown totals show a moving bar. */
  total: number | null;
  /** What is being done: "Importing", "Billing run". */
  label: string;
  detail?: ReactNode;
};

/** Long work: how far, of how much. */
export function Progress({ done, total, label, detail }: ProgressProps) {
  const { t } = useTranslation('ui');
  const format = useFormat();
  const share = total ? Math.min(100, (done / total) * 100) : 100;
  const numbers =
    total === null
      ? format.number(done)
      : t('progress.of', { done: format.number(done), total: format.number(total) });
  return (
    <div className={classes.progress}>
      <div className={classes.progressHead}>
        <span className="strong">{label}</span>
        <span className="num muted">{numbers}</span>
      </div>
      <Bar value={share} aria-label={label} size={6} animated={total === null} striped={!total} />
      {detail ? <div className="soft small">{detail}</div> : null}
    </div>
  );
}
