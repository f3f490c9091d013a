import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import shared from './Page.module.css';

/** A row of a list on a phone, in two lines; it opens what it shows beside the list. */
export function CompactLink({ open, children }: { open: string; children: ReactNode }) {
  return (
    <Link
      to="."
      search={((now: object) => ({ ...now, open })) as never}
      className={shared.compact}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      {children}
    </Link>
  );
}
