import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './Reports.module.css';

const route = getRouteApi('/o/$org/reports');

/** Which rows are shown below a report: of a month, and of one of its figures. */
type Shown = { month: string; kind?: string; plan?: string };

type Props = { to: Shown; children: ReactNode };

/** A figure that shows its rows below the table. */
export function RowsLink({ to: { month, kind, plan }, children }: Props) {
  const shown = route.useSearch();
  const isShown = shown.month === month && shown.kind === kind && shown.plan === plan;
  return (
    <Link
      from="/o/$org/reports"
      to="."
      search={(now) => ({ ...now, month, kind, plan })}
      resetScroll={false}
      className={classes.cell}
      aria-current={isShown ? 'true' : undefined}
    >
      {children}
    </Link>
  );
}
