import { decimalSql } from '../decimal.ts';
import { columnsOf, type ExportTable, payerColumns, wordsOf } from './exportColumns.ts';
import { sayGateway, sayMeans, sayPlaced, sayRefund } from './exportWords.ts';

const amountAndCurrency = [
  ...columnsOf('amount', ['amount', 'Amount', 'Montant']),
  ...columnsOf('text', ['currency', 'Currency', 'Devise']),
];

/** Where a payment went: "2026-000012 (24.00), credit (1.00)" with plain decimals. */
const placed = (payment: string) => `(select string_agg(
    coalesce(i.number, 'credit') || ' (' || ${decimalSql('a.amount', 'p.currency')} || ')', ', '
    order by a.invoice_id is null, a.created_at, a.id)
  from allocation a left join invoice i on i.org_id = a.org_id and i.id = a.invoice_id
  where a.org_id = app_org() and a.payment_id = ${payment})`;

const payments: ExportTable = {
  name: { en: 'Payments', fr: 'Paiements' },
  columns: [
    ...columnsOf('date', ['received_on', 'Received', 'Reçu le']),
    ...payerColumns,
    ...amountAndCurrency,
    wordsOf(sayGateway, 'gateway', 'Gateway', 'Passerelle'),
    wordsOf(sayMeans, 'means', 'Means', 'Moyen'),
    ...columnsOf('text', ['reference', 'Reference', 'Référence']),
    wordsOf(sayPlaced, 'paid', 'Paid', 'A réglé'),
    ...columnsOf('date', ['reversed_on', 'Taken back on', 'Annulé le']),
  ],
  sql: `select p.received_on, c.display_name as payer, c.email, p.amount, p.currency, p.gateway,
      p.means, p.reference, ${placed('p.id')} as paid, p.received_at, p.id,
      (p.reversed_at at time zone o.timezone)::date as reversed_on
    from payment p join contact c on c.org_id = p.org_id and c.id = p.payer_id
    join organization o on o.id = p.org_id
    where p.org_id = app_org() and p.received_on between $1::date and $2::date`,
  order: 'received_on, received_at, id',
  sum: 'amount',
};

const refunds: ExportTable = {
  name: { en: 'Refunds', fr: 'Remboursements' },
  columns: [
    ...columnsOf('date', ['refunded_on', 'Refunded', 'Remboursé le']),
    ...payerColumns,
    ...amountAndCurrency,
    wordsOf(sayRefund, 'state', 'State', 'État'),
    wordsOf(sayGateway, 'gateway', 'Gateway', 'Passerelle'),
    ...columnsOf(
      'text',
      ['reference', 'Reference', 'Référence'],
      ['invoice', 'Invoice', 'Facture'],
      ['credit_note', 'Credit note', 'Avoir'],
      ['reason', 'Reason', 'Motif'],
    ),
  ],
  sql: `select r.refunded_on, c.display_name as payer, c.email, r.amount, r.currency, r.state,
      case when r.outside then 'outside' else p.gateway end as gateway,
      r.gateway_reference as reference, i.number as invoice, n.number as credit_note, r.reason,
      r.created_at, r.id
    from refund r join payment p on p.org_id = r.org_id and p.id = r.payment_id
    join invoice i on i.org_id = r.org_id and i.id = r.invoice_id
    join contact c on c.org_id = p.org_id and c.id = p.payer_id
    left join credit_note n on n.org_id = r.org_id and n.id = r.credit_note_id
    where r.org_id = app_org() and r.refunded_on between $1::date and $2::date`,
  order: 'refunded_on, created_at, id',
  sum: 'amount',
};

/** Built on the ledger's cash accounts, so that it always adds up to the books. */
const reconciliation: ExportTable = {
  name: { en: 'Bank reconciliation', fr: 'Rapprochement bancaire' },
  columns: [
    ...columnsOf('date', ['day', 'Day', 'Jour']),
    wordsOf(sayGateway, 'gateway', 'Gateway', 'Passerelle'),
    wordsOf(sayMeans, 'means', 'Means', 'Moyen'),
    ...columnsOf('text', ['reference', 'Reference', 'Référence'], ['payer', 'Payer', 'Payeur']),
    ...amountAndCurrency,
    wordsOf(sayPlaced, 'paid', 'For', 'Pour'),
    ...columnsOf('amount', [
      'day_total',
      'Total of the day and gateway',
      'Total jour et passerelle',
    ]),
  ],
  sql: `select e.booked_on as day, substr(e.account, 6) as gateway, p.means,
      coalesce(nullif(p.reference, ''), n.number) as reference, c.display_name as payer,
      e.amount, e.currency, case when e.amount > 0 and p.id is not null then ${placed('p.id')}
        when f.transaction_id is not null
          then concat_ws(' ', 'fee', coalesce(i.number, ${placed('p.id')}))
        else coalesce(n.number, i.number) end as paid,
      sum(e.amount) over (partition by e.booked_on, e.account, e.currency)::bigint as day_total,
      e.id
    from ledger_entry e
    left join payment p on p.org_id = e.org_id and p.id = e.payment_id
    left join invoice i on i.org_id = e.org_id and i.id = e.invoice_id
    left join credit_note n on n.org_id = e.org_id and n.id = e.credit_note_id
    left join contact c on c.org_id = e.org_id and c.id = e.payer_id
    left join (select distinct transaction_id from ledger_entry where org_id = app_org()
      and account = 'fees') f on f.transaction_id = e.transaction_id
    where e.org_id = app_org() and e.account like 'cash:%'
      and e.booked_on between $1::date and $2::date`,
  order: 'day, gateway, currency, id',
  sum: 'amount',
};

/** The files about money that moved. */
export const paymentExports = { payments, refunds, reconciliation };
