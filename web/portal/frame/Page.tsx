import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrg } from '../portal.ts';
import classes from './Shell.module.css';

type Props = {
  title: ReactNode;
  lead?: ReactNode;
  /** A way back above the title: to the start page, to all pages, or none. */
  back?: 'start' | 'pages' | 'none';
  children: ReactNode;
};

/** One narrow column: title, a line about it, the page. Holds the page's only h1. */
export function Page({ title, lead, back = 'start', children }: Props) {
  const { t } = useTranslation('portal');
  const { org } = useOrg();
  return (
    <div className={classes.page}>
      {back === 'none' ? null : (
        <Link
          to={(back === 'start' ? `/portal/${org}` : `/portal/${org}/pages`) as string}
          className={classes.back}
        >
          <span aria-hidden="true">‹</span> {t(back === 'start' ? 'back' : 'pages.all')}
        </Link>
      )}
      <h1>{title}</h1>
      {lead ? <p className={classes.lead}>{lead}</p> : null}
      <div className={classes.body}>{children}</div>
    </div>
  );
}
