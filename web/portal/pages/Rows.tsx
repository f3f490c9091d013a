import { UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import classes from './Rows.module.css';

type Row = { text: string; value?: ReactNode } & ({ to: string } | { onClick: () => void });

/** Rows as wide as the thumb reaches, each to a page. */
export function Rows({ label, rows }: { label: string; rows: Row[] }) {
  return (
    <nav aria-label={label}>
      <ul className={classes.rows}>
        {rows.map((row) => (
          <li key={row.text}>
            {'to' in row ? (
              <Link to={row.to as string} className={classes.row}>
                <span>{row.text}</span>
                <span className={classes.value}>
                  {row.value} <span aria-hidden="true">›</span>
                </span>
              </Link>
            ) : (
              <UnstyledButton className={classes.row} onClick={row.onClick}>
                {row.text}
              </UnstyledButton>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
