import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useOrganization } from '../organization.ts';
import classes from './Reports.module.css';

type Props = { q: string; children: ReactNode };

/** A number that opens the people it counts, by a query of the list. */
export function PeopleLink({ q, children }: Props) {
  const { org } = useOrganization();
  return (
    <Link to={`/o/${org}/people` as string} search={{ q } as never} className={classes.cell}>
      {children}
    </Link>
  );
}
