import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '../../api/people.ts';
import { type Format, Tag } from '../../ui/index.ts';

/** The name; it opens the record beside the list. */
export function NameLink({ row, org }: { row: PersonRow; org: string }) {
  return (
    <Link
      to="/o/$org/people"
      params={{ org }}
      search={(now) => ({ ...now, open: row.id, tab: undefined })}
      className="rowName"
    >
      {row.name}
    </Link>
  );
}

/** How long somebody has been here; the full date on pointing. */
export function Since({ date, format }: { date: string | null | undefined; format: Format }) {
  const { t } = useTranslation('people');
  if (!date) return <span className="muted">—</span>;
  return (
    <time dateTime={date} title={format.longDate(date)}>
      {format.since(date) || t('new')}
    </time>
  );
}

/** The labels somebody carries. */
export function Labels({ row }: { row: PersonRow }) {
  return (
    <span style={{ display: 'inline-flex', gap: 4 }}>
      {(row.labels ?? []).map(({ id, name }) => (
        <Tag key={id}>{name}</Tag>
      ))}
    </span>
  );
}
