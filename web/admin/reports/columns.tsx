/** Columns that several reports have. */

import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import type { ReportColumn } from './ReportParts.tsx';

type Shown<Row> = Partial<Pick<ReportColumn<Row>, 'cell' | 'align'>>;

/** A column with one heading for the page and the file; what is not there is a dash. */
export function plainColumn<Row>(
  column: { key: string; title: string; raw: (row: Row) => string | number | null } & Shown<Row>,
): ReportColumn<Row> {
  return { cell: (row) => column.raw(row) ?? '—', ...column, header: column.title };
}

/** Who a row is about, leading to the record. */
export function usePersonColumn<
  Row extends { contact_id: string; name: string },
>(): ReportColumn<Row> {
  const { t } = useTranslation('reports');
  const { org } = useOrganization();
  return plainColumn({
    key: 'name',
    title: t('people.name'),
    raw: (row) => row.name,
    cell: (row) => (
      <Link className={shared.linkRow} to={`/o/${org}/people/${row.contact_id}` as string}>
        {row.name}
      </Link>
    ),
  });
}
