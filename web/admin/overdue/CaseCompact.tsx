import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/overdue.ts';
import shared from '../shared/Page.module.css';
import { CaseAmount, NextStep } from './useCaseColumns.tsx';

/** A case on a phone: two lines. */
export function CaseCompact({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  return (
    <Link
      to="."
      search={((now: object) => ({ ...now, open: row.id })) as never}
      className={shared.compact}
      style={{ color: 'inherit', textDecoration: 'none' }}
    >
      <span className="strong">{row.contact.name}</span>
      <span className="num">
        <CaseAmount row={row} />
      </span>
      <span className="small">
        <NextStep row={row} />
      </span>
      <span className="soft small">{t('days', { count: row.age_days })}</span>
    </Link>
  );
}
