import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Difference } from '../../api/disputes.ts';
import { api } from '../../api/http.ts';
import {
  DateText,
  EmptyState,
  ErrorState,
  PageHeader,
  PlainTable,
  StatusDot,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { TestCharges } from './TestCharges.tsx';

/** Where gateways and the books tell different stories; what the test gateway really did. */
export function DifferencesPage() {
  const { t } = useTranslation('disputes');
  const { org, path } = useOrganization();
  const list = useQuery({
    queryKey: ['org', org, 'gateway-differences'],
    queryFn: ({ signal }) =>
      api.get<{ items: Difference[] }>(`${path}/gateway-differences`, { signal }),
  });
  return (
    <>
      <PageHeader title={t('differences.title')} subtitle={t('differences.subtitle')} />
      <section className={shared.section} aria-label={t('differences.title')}>
        {list.isError ? (
          <ErrorState error={list.error} onRetry={() => void list.refetch()} />
        ) : null}
        {list.isPending ? <SkeletonLines lines={4} /> : null}
        {list.data ? <Differences items={list.data.items} /> : null}
      </section>
      <TestCharges />
    </>
  );
}

function Differences({ items }: { items: Difference[] }) {
  const { t } = useTranslation('disputes');
  const { org } = useOrganization();
  const format = useFormat();
  if (items.length === 0) {
    return (
      <EmptyState done title={t('differences.none')}>
        {t('differences.none_text')}
      </EmptyState>
    );
  }
  const money = (minor: number | null, currency: string) =>
    minor === null ? <span className="muted">—</span> : format.money(minor, currency);
  return (
    <PlainTable
      label={t('differences.title')}
      rows={items}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'found',
          header: t('differences.found'),
          cell: (row) => <DateText value={row.found_at} as="moment" />,
        },
        {
          key: 'kind',
          header: t('differences.what'),
          cell: (row) => (
            <>
              {t(`differences.kind.${row.kind}`)}
              <div className="soft small">{row.reference}</div>
            </>
          ),
        },
        {
          key: 'who',
          header: t('differences.who'),
          cell: (row) =>
            row.contact ? (
              <Link to={`/o/${org}/people/${row.contact.id}` as string}>{row.contact.name}</Link>
            ) : (
              '—'
            ),
        },
        {
          key: 'ours',
          header: t('differences.ours'),
          align: 'end',
          cell: (row) => money(row.ours, row.currency),
        },
        {
          key: 'theirs',
          header: t('differences.theirs'),
          align: 'end',
          cell: (row) => money(row.theirs, row.currency),
        },
        { key: 'state', header: t('differences.state'), cell: (row) => <Seen row={row} /> },
      ]}
    />
  );
}

function Seen({ row }: { row: Difference }) {
  const { t } = useTranslation('disputes');
  const { can } = useOrganization();
  const act = useAct({
    send: (path, idempotencyKey) =>
      api.post(`${path}/gateway-differences/${row.id}/seen`, { idempotencyKey }),
    done: t('differences.done'),
    onDone: () => undefined,
  });
  if (row.resolved_at) return <StatusDot tone="good">{t('differences.resolved')}</StatusDot>;
  if (row.seen_at) {
    const by = row.seen_by ?? '';
    return <StatusDot tone="idle">{t('differences.seen_by', { name: by })}</StatusDot>;
  }
  if (!can('billing.write')) return <StatusDot tone="bad">{t('differences.waits')}</StatusDot>;
  return (
    <Button size="xs" loading={act.isPending} onClick={() => act.mutate()}>
      {t('differences.mark')}
    </Button>
  );
}
