import { useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnField, PersonRow } from '../../api/people.ts';
import { Amount, type Column, DateText, type Format, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Labels, NameLink, Since } from './cells.tsx';
import { fieldsQuery } from './queries.ts';
import { Access, LastCharge, PlanText, Status } from './status.tsx';

const intervalOf = (row: PersonRow) =>
  row.interval_unit ? { unit: row.interval_unit, count: row.interval_count ?? 1 } : null;

/** What somebody pays each time, with the interval. */
export function AmountOf({ row }: { row: PersonRow }) {
  const { t } = useTranslation('people');
  if (!row.amount) {
    return <span className="muted">{row.plan_name && row.status ? t('plan.free') : '—'}</span>;
  }
  return <Amount minor={row.amount} currency={row.currency ?? undefined} per={intervalOf(row)} />;
}

const named = (value: { name: string } | null | undefined) =>
  value ? value.name : <span className="muted">—</span>;

const textual = (value: string | null | undefined) => value || <span className="muted">—</span>;

/** Every column the list can show; own fields come last and start switched off. */
export function usePeopleColumns(): Column<PersonRow>[] {
  const { t, i18n } = useTranslation('people');
  const format = useFormat();
  const { org } = useOrganization();
  const { data: fields } = useQuery(fieldsQuery(org));
  return useMemo(
    () => [
      ...mainColumns({ t, format, org }),
      ...reachColumns(t),
      ...otherColumns(t),
      ...(fields?.items ?? []).map((field) => fieldColumn(field, i18n.language)),
    ],
    [t, format, org, fields, i18n.language],
  );
}

type Say = TFunction<'people'>;
type Around = { t: Say; format: Format; org: string };

function mainColumns({ t, format, org }: Around): Column<PersonRow>[] {
  return [
    {
      id: 'name',
      header: t('column.name'),
      sort: 'name',
      size: 190,
      fixed: true,
      cell: (row) => <NameLink row={row} org={org} />,
    },
    {
      id: 'status',
      header: t('column.status'),
      sort: 'status',
      size: 120,
      off: true,
      cell: (row) => <Status status={row.status} />,
    },
    {
      id: 'plans',
      header: t('column.plan'),
      sort: 'plans',
      size: 140,
      cell: (row) => <PlanText row={row} />,
    },
    {
      id: 'amount',
      header: t('column.amount'),
      sort: 'amount',
      size: 110,
      align: 'end',
      cell: (row) => <AmountOf row={row} />,
    },
    {
      id: 'lifetime',
      header: t('column.lifetime'),
      sort: 'lifetime',
      size: 96,
      align: 'end',
      cell: (row) => <Amount minor={row.lifetime_amount} currency={row.currency ?? undefined} />,
    },
    {
      id: 'joined',
      header: t('column.joined'),
      sort: 'joined',
      size: 120,
      cell: (row) => <Since date={row.joined_on} format={format} />,
    },
    {
      id: 'last_charge',
      header: t('column.charged'),
      sort: 'last_charge',
      size: 172,
      cell: (row) => <LastCharge row={row} />,
    },
    {
      id: 'access_ends',
      header: t('column.access'),
      sort: 'access_ends',
      size: 130,
      cell: (row) => <Access row={row} />,
    },
    { id: 'labels', header: t('column.labels'), size: 168, cell: (row) => <Labels row={row} /> },
  ];
}

function reachColumns(t: Say): Column<PersonRow>[] {
  return [
    {
      id: 'email',
      header: t('column.email'),
      sort: 'email',
      size: 200,
      off: true,
      cell: (row) => textual(row.email),
    },
    {
      id: 'discord',
      header: t('column.discord'),
      sort: 'discord',
      size: 130,
      off: true,
      cell: (row) => textual(row.discord),
    },
    {
      id: 'phone',
      header: t('column.phone'),
      sort: 'phone',
      size: 130,
      off: true,
      cell: (row) => textual(row.phone),
    },
  ];
}

function otherColumns(t: Say): Column<PersonRow>[] {
  return [
    {
      id: 'next_invoice',
      header: t('column.next_invoice'),
      sort: 'next_invoice',
      size: 120,
      off: true,
      cell: (row) => <DateText value={row.next_billing_on} />,
    },
    {
      id: 'balance',
      header: t('column.balance'),
      sort: 'balance',
      size: 110,
      align: 'end',
      off: true,
      cell: (row) => <Amount minor={row.open_balance} currency={row.currency ?? undefined} />,
    },
    {
      id: 'company',
      header: t('column.company'),
      sort: 'company',
      size: 150,
      off: true,
      cell: (row) => named(row.company),
    },
    {
      id: 'payer',
      header: t('column.payer'),
      sort: 'payer',
      size: 150,
      off: true,
      cell: (row) => named(row.payer),
    },
    {
      id: 'created',
      header: t('column.created'),
      sort: 'created',
      size: 120,
      off: true,
      cell: (row) => <DateText value={row.created_on} />,
    },
    {
      id: 'note',
      header: t('column.note'),
      size: 240,
      off: true,
      cell: (row) => textual(row.latest_note),
    },
  ];
}

function fieldColumn(field: OwnField, language: string): Column<PersonRow> {
  const label = language === 'fr' ? field.label_fr : field.label_en;
  return {
    id: `field.${field.key}`,
    header: label,
    size: 140,
    off: true,
    sort: `field.${field.key}`,
    cell: (row) => <OwnValue field={field} value={row.fields?.[field.key]} />,
  };
}

/** A value of an own field, shown by its type. */
export function OwnValue({ field, value }: { field: OwnField; value: unknown }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  if (value === null || value === undefined || value === '')
    return <span className="muted">—</span>;
  if (field.type === 'date') return <DateText value={String(value)} as="full" />;
  if (field.type === 'boolean') return <>{t(value === true ? 'yes' : 'no')}</>;
  if (field.type === 'amount') return <Amount minor={Number(value)} />;
  if (field.type === 'number') return <>{format.number(Number(value))}</>;
  return <>{String(value)}</>;
}
