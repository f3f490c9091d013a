import type { ReactNode } from 'react';
import classes from './PageHeader.module.css';

type Props = {
  title: ReactNode;
  /** One line below the title. */
  subtitle?: ReactNode;
  /** Between title and actions: a search box. */
  middle?: ReactNode;
  actions?: ReactNode;
};

/** Title of a page with what can be done on it. Holds the page's only h1. */
export function PageHeader({ title, subtitle, middle, actions }: Props) {
  return (
    <header className={classes.header}>
      <div className={classes.titles}>
        <h1>{title}</h1>
        {subtitle ? <p className="soft">{subtitle}</p> : null}
      </div>
      {middle ? <div className={classes.middle}>{middle}</div> : null}
      {actions ? <div className={classes.actions}>{actions}</div> : null}
    </header>
  );
}

type Total = { key: string; value: ReactNode; label: string };

/** Figures above a list, for the current filter. A null list shows placeholders. */
export function Totals({ items, loading = false }: { items: Total[]; loading?: boolean }) {
  return (
    <dl className={classes.totals} aria-busy={loading}>
      {items.map(({ key, value, label }) => (
        <div key={key}>
          <dt>{label}</dt>
          <dd>{loading ? <span className={classes.wait} aria-hidden="true" /> : value}</dd>
        </div>
      ))}
    </dl>
  );
}
