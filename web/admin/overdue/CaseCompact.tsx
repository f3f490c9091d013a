import { useTranslation } from 'react-i18next';
import type { OverdueRow } from '../../api/overdue.ts';
import { CompactLink } from '../shared/CompactLink.tsx';
import { CaseAmount, NextStep } from './useCaseColumns.tsx';

/** A case on a phone: two lines. */
export function CaseCompact({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  return (
    <CompactLink open={row.id}>
      <span className="strong">{row.contact.name}</span>
      <span className="num">
        <CaseAmount row={row} />
      </span>
      <span className="small">
        <NextStep row={row} />
      </span>
      <span className="soft small">{t('days', { count: row.age_days })}</span>
    </CompactLink>
  );
}
