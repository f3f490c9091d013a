import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { InvoiceRow, InvoiceTotals } from '../../api/billing.ts';
import type { FullOrganization } from '../../api/settings.ts';
import type { Money } from '../../api/types.ts';
import {
  DataTable,
  Drawer,
  EmptyState,
  morePages,
  nothingSelected,
  PageHeader,
  queryState,
  Totals,
  useFormat,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { Ageing } from './Ageing.tsx';
import { InvoiceCompact } from './InvoiceCompact.tsx';
import { InvoiceDrawer } from './InvoiceDrawer.tsx';
import { InvoiceFilters } from './InvoiceFilters.tsx';
import { InvoiceSelection } from './InvoiceSelection.tsx';
import { type InvoiceAsk, invoiceListQuery } from './queries.ts';
import { useInvoiceColumns } from './useInvoiceColumns.tsx';

const route = getRouteApi('/o/$org/invoices');

/** Every issued invoice: what is open, late, paid; the chosen one beside the list. */
export function InvoicesPage() {
  const { t } = useTranslation('invoices');
  const { org, can } = useOrganization();
  const [selection, setSelection] = useState(nothingSelected);
  const { open, ...ask } = route.useSearch();
  const navigate = route.useNavigate();
  const list = useInfiniteQuery(invoiceListQuery(org, ask));
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const columns = useInvoiceColumns(ask.has);
  const totals = list.data?.pages[0]?.totals;
  const show = (id: string | undefined) =>
    void navigate({ search: (now) => ({ ...now, open: id }), replace: open !== undefined });
  return (
    <>
      <PageHeader title={t('title')} actions={<PageActions />} />
      <InvoiceFilters ask={ask} currencies={totals?.total.map(({ currency }) => currency) ?? []} />
      <Sums totals={totals} isStale={list.isPlaceholderData} />
      {ask.status === 'open' || ask.status === 'overdue' || ask.age ? <Ageing ask={ask} /> : null}
      <DataTable
        label={t('title')}
        columns={columns}
        rows={rows}
        rowId={(row) => row.id}
        rowName={(row) => row.number}
        {...queryState(list)}
        empty={<NoInvoices ask={ask} onClear={() => void navigate({ search: {} })} />}
        more={morePages(list)}
        {...(can('billing.write') ? { selection, onSelection: setSelection } : {})}
        openId={open ?? null}
        onOpen={(row: InvoiceRow) => show(row.id)}
        compact={(row) => <InvoiceCompact row={row} />}
      />
      <InvoiceSelection selection={selection} onSelection={setSelection} />
      {open ? (
        <Drawer
          label={rows.find(({ id }) => id === open)?.number ?? t('invoice')}
          onClose={() => show(undefined)}
        >
          <InvoiceDrawer key={open} id={open} onClose={() => show(undefined)} />
        </Drawer>
      ) : null}
    </>
  );
}

function PageActions() {
  const { t } = useTranslation('invoices');
  const { org, can, organization } = useOrganization();
  const { gateways } = (organization as FullOrganization).settings.payments;
  return (
    <>
      {gateways.includes('sepa') && can('billing.read') ? (
        <Button component={Link} to={`/o/${org}/debits` as string}>
          {t('debits')}
        </Button>
      ) : null}
      {can('people.export') ? (
        <Button component={Link} to={`/o/${org}/documents` as string}>
          {t('documents')}
        </Button>
      ) : null}
      <Button component={Link} to={`/o/${org}/drafts` as string}>
        {t('drafts')}
      </Button>
      {can('billing.write') ? (
        <Button
          variant="filled"
          className={shared.filled}
          component={Link}
          to={`/o/${org}/drafts` as string}
          search={{ open: 'new' } as never}
        >
          {t('new')}
        </Button>
      ) : null}
    </>
  );
}

type SumsProps = { totals: InvoiceTotals | undefined; isStale: boolean };

function Sums({ totals, isStale }: SumsProps) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const say = (sums: Money[] | undefined) =>
    sums && sums.length > 0
      ? sums.map(({ amount, currency }) => format.money(amount, currency)).join(' + ')
      : format.money(0);
  const some = (key: 'settled' | 'credited' | 'lost') =>
    totals?.[key].some(({ amount }) => amount > 0)
      ? [{ key, value: say(totals[key]), label: t(`totals.${key}`) }]
      : [];
  return (
    <Totals
      loading={!totals || isStale}
      items={[
        {
          key: 'count',
          value: format.number(totals?.count ?? 0),
          label: t('totals.count', { count: totals?.count ?? 0 }),
        },
        { key: 'total', value: say(totals?.total), label: t('totals.total') },
        ...some('settled'),
        ...some('credited'),
        { key: 'balance', value: say(totals?.balance), label: t('totals.balance') },
        ...some('lost'),
      ]}
    />
  );
}

function NoInvoices({ ask, onClear }: { ask: InvoiceAsk; onClear: () => void }) {
  const { t } = useTranslation('invoices');
  if (ask.status === 'overdue' && Object.values(ask).filter(Boolean).length === 1) {
    return (
      <EmptyState done title={t('empty.overdue')}>
        {t('empty.overdue_text')}
      </EmptyState>
    );
  }
  if (Object.values(ask).some(Boolean)) {
    return (
      <EmptyState
        title={t('empty.filtered')}
        actions={<Button onClick={onClear}>{t('clear')}</Button>}
      />
    );
  }
  return <EmptyState title={t('empty.title')}>{t('empty.text')}</EmptyState>;
}
