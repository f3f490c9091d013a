import { Button, Menu } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TestCharge } from '../../api/disputes.ts';
import { api } from '../../api/http.ts';
import type { Page } from '../../api/types.ts';
import { DateText, PlainTable, StatusDot, type Tone, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import shared from '../shared/Page.module.css';

/** What the test gateway really charged, beside what is booked; its bank can be made to act. */
export function TestCharges() {
  const { t } = useTranslation('disputes');
  const { org, path } = useOrganization();
  const list = useInfiniteQuery({
    queryKey: ['org', org, 'test-charges'],
    queryFn: ({ signal, pageParam }) =>
      api.get<Page<TestCharge>>(`${path}/test-gateway/charges`, {
        query: { limit: 25, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const rows = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (rows.length === 0) return null;
  return (
    <section className={shared.section}>
      <h2>{t('test.title')}</h2>
      <p className={shared.lead}>{t('test.text')}</p>
      <ChargeTable rows={rows} />
      {list.hasNextPage ? (
        <Button mt={12} loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('test.more')}
        </Button>
      ) : null}
    </section>
  );
}

const tones: Record<TestCharge['outcome'], Tone> = {
  succeeded: 'good',
  declined: 'bad',
  processing: 'info',
  requires_action: 'warn',
};

/** What went back of a charge, in words. */
function useBack() {
  const { t } = useTranslation('disputes');
  const format = useFormat();
  return (row: TestCharge) =>
    [
      row.refunded > 0
        ? t('test.refunded', { amount: format.money(row.refunded, row.currency) })
        : null,
      row.disputed > 0
        ? t('test.disputed', { amount: format.money(row.disputed, row.currency) })
        : null,
    ].filter((text) => text !== null);
}

function ChargeTable({ rows }: { rows: TestCharge[] }) {
  const { t } = useTranslation('disputes');
  const { org, can } = useOrganization();
  const format = useFormat();
  const left = (row: TestCharge) => row.amount - row.refunded - row.disputed;
  const back = useBack();
  return (
    <PlainTable
      label={t('test.title')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          key: 'at',
          header: t('test.at'),
          cell: (row) => <DateText value={row.at} as="moment" />,
        },
        {
          key: 'who',
          header: t('differences.who'),
          narrow: 'title',
          cell: (row) =>
            row.contact ? (
              <Link to={`/o/${org}/people/${row.contact.id}` as string}>{row.contact.name}</Link>
            ) : (
              '—'
            ),
        },
        {
          key: 'outcome',
          header: t('test.outcome'),
          cell: (row) => (
            <>
              <StatusDot tone={tones[row.outcome]}>{t(`test.is.${row.outcome}`)}</StatusDot>
              <div className="soft small">{back(row).join(' · ')}</div>
            </>
          ),
        },
        {
          key: 'amount',
          header: t('test.held'),
          align: 'end',
          narrow: 'figure',
          cell: (row) =>
            row.outcome === 'succeeded' ? format.money(left(row), row.currency) : '—',
        },
        {
          key: 'agrees',
          header: t('test.books'),
          cell: (row) => (
            <StatusDot tone={row.agrees ? 'good' : 'bad'}>
              {t(row.agrees ? 'test.agrees' : 'test.differs')}
            </StatusDot>
          ),
        },
        {
          key: 'act',
          header: t('test.bank'),
          cell: (row) => (can('billing.write') ? <BankMenu row={row} /> : null),
        },
      ]}
    />
  );
}

type BankAct = { kind: string } & Record<string, string>;

/** What the bank behind a charge can be made to do; nothing here touches real money. */
function BankMenu({ row }: { row: TestCharge }) {
  const { t } = useTranslation('disputes');
  const act = useAct<BankAct>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/test-gateway/acts`, { idempotencyKey, body }),
    done: t('test.done'),
    onDone: () => undefined,
  });
  const isOpen =
    row.dispute !== null && ['needs_response', 'under_review'].includes(row.dispute.state);
  const mayDispute =
    row.outcome === 'succeeded' && row.disputed === 0 && row.refunded < row.amount && !isOpen;
  const reference = row.dispute?.reference ?? '';
  const wishes: (readonly [string, BankAct] | false)[] = [
    mayDispute && ['dispute', { kind: 'dispute', charge_id: row.id }],
    mayDispute && ['dispute_fraud', { kind: 'dispute', charge_id: row.id, reason: 'fraudulent' }],
    mayDispute && ['report_fraud', { kind: 'report_fraud', charge_id: row.id }],
    isOpen && ['won', { kind: 'decide', reference, state: 'won' }],
    isOpen && ['lost', { kind: 'decide', reference, state: 'lost' }],
    row.refund_id !== null && ['fail_refund', { kind: 'fail_refund', refund_id: row.refund_id }],
  ];
  const open = wishes.filter((wish) => wish !== false);
  if (open.length === 0) return null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button
          size="xs"
          loading={act.isPending}
          aria-label={t('test.menu_of', { name: row.contact?.name ?? row.id })}
        >
          {t('test.menu')}
          <span aria-hidden="true">&nbsp;▾</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {open.map(([name, body]) => (
          <Menu.Item key={name} onClick={() => act.mutate(body)}>
            {t(`test.act.${name as 'won'}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
