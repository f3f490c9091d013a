import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import {
  Amount,
  DataTable,
  DateText,
  EmptyState,
  ErrorState,
  morePages,
  PageHeader,
  queryState,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { DraftEditor } from './DraftEditor.tsx';
import { type DraftDetail, draftChoicesQuery, draftListQuery, draftQuery } from './drafts.ts';

const route = getRouteApi('/o/$org/drafts');

/** Invoices by hand: those being written, or one of them open on the page. */
export function DraftsPage() {
  const { open } = route.useSearch();
  return open ? <OpenDraft id={open} /> : <DraftList />;
}

/** French rates, for the first invoice of all: later on, those in use. */
const firstRates = ['20', '10', '5.5', '2.1', '0'];

function OpenDraft({ id }: { id: string }) {
  const { org } = useOrganization();
  const isNew = id === 'new';
  const draft = useQuery({ ...draftQuery(org, id), enabled: !isNew });
  const choices = useQuery(draftChoicesQuery(org));
  const failed = [draft, choices].find((query) => query.isError);
  if (failed) return <ErrorState error={failed.error} onRetry={() => void failed.refetch()} />;
  if (!choices.data || !(isNew || draft.data)) return <SkeletonLines lines={8} />;
  const { currencies, tax_rates: used } = choices.data;
  const rates = used.length > 0 ? [...new Set([...used, '0'])] : firstRates;
  return (
    <DraftEditor
      key={isNew ? id : `${id}:${draft.data?.version}`}
      draft={isNew ? null : (draft.data ?? null)}
      choices={{ currencies, tax_rates: rates }}
    />
  );
}

function DraftList() {
  const { t } = useTranslation('documents');
  const { org, can } = useOrganization();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(draftListQuery(org));
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  const isWriter = can('billing.write');
  const start = isWriter ? (
    <Button
      variant="filled"
      component={Link}
      to={`/o/${org}/drafts`}
      search={{ open: 'new' } as never}
    >
      {t('draft.new')}
    </Button>
  ) : null;
  return (
    <>
      <PageHeader
        title={t('draft.title')}
        actions={
          <>
            <Button variant="subtle" component={Link} to={`/o/${org}/invoices` as string}>
              {t('draft.to_invoices')}
            </Button>
            {start}
          </>
        }
      />
      <DataTable
        label={t('draft.title')}
        columns={useDraftColumns()}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.contact.name}
        {...queryState(list)}
        empty={<EmptyState title={t('draft.none')} actions={start} />}
        more={morePages(list)}
        openId={null}
        onOpen={(row) => void navigate({ search: { open: row.id } })}
        compact={(row) => <DraftCompact draft={row} />}
      />
    </>
  );
}

function DraftCompact({ draft }: { draft: DraftDetail }) {
  return (
    <Link
      to="."
      search={{ open: draft.id } as never}
      className={`${shared.compact} ${shared.linkRow}`}
    >
      <span>{draft.contact.name}</span>
      <span className="num">
        <Amount minor={draft.total} currency={draft.currency} />
      </span>
    </Link>
  );
}

function useDraftColumns() {
  const { t } = useTranslation('documents');
  return [
    {
      id: 'contact',
      header: t('draft.contact'),
      size: 240,
      cell: (row: DraftDetail) => <span className="strong">{row.contact.name}</span>,
    },
    {
      id: 'for',
      header: t('draft.lines'),
      size: 320,
      cell: (row: DraftDetail) => row.lines.map((line) => line.description).join(', '),
    },
    {
      id: 'created',
      header: t('draft.created'),
      size: 130,
      cell: (row: DraftDetail) => <DateText value={row.created_at} />,
    },
    {
      id: 'total',
      header: t('draft.total'),
      size: 130,
      align: 'end' as const,
      cell: (row: DraftDetail) => <Amount minor={row.total} currency={row.currency} />,
    },
  ];
}
