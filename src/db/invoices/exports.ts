import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable } from '../transaction.ts';
import { columnsOf, type ExportTable, payerColumns, wordsOf } from './exportColumns.ts';
import { paymentExports } from './exportPayments.ts';
import { sayStatus, sayTaxed, sayType } from './exportWords.ts';
import { isNotice } from './list.ts';

const invoices: ExportTable = {
  name: { en: 'Invoices', fr: 'Factures' },
  columns: [
    ...columnsOf('text', ['number', 'Number', 'Numéro']),
    ...columnsOf('date', ['issued_on', 'Issued', 'Émise le'], ['due_on', 'Due', 'Échéance']),
    wordsOf(sayType, 'type', 'Type', 'Type'),
    wordsOf(sayStatus, 'status', 'Status', 'Statut'),
    ...payerColumns,
    ...columnsOf(
      'text',
      ['vat_number', 'VAT number', 'N° de TVA'],
      ['member', 'Member', 'Membre'],
      ['currency', 'Currency', 'Devise'],
    ),
    ...columnsOf(
      'amount',
      ['net', 'Without tax', 'HT'],
      ['tax', 'Tax', 'TVA'],
      ['total', 'Total', 'TTC'],
      ['settled', 'Paid', 'Réglé'],
      ['credited', 'Credited', 'Avoirs'],
      ['balance', 'Balance', 'Solde'],
    ),
    wordsOf(sayTaxed, 'taxed', 'Tax regime', 'Régime de TVA'),
    ...columnsOf(
      'date',
      ['paid_on', 'Paid on', 'Payée le'],
      ['period_start', 'Period from', 'Période du'],
      ['period_last', 'Period to', 'Période au'],
    ),
  ],
  sql: `select i.number, i.issued_on, i.due_on, i.type, i.status, i.buyer ->> 'name' as payer,
      i.buyer ->> 'email' as email, i.buyer ->> 'vat_number' as vat_number,
      c.display_name as member, i.currency, i.net, i.tax, i.total, i.settled, i.credited,
      case when i.status = 'void' then 0 else i.balance end as balance, i.paid_on,
      i.period_start, i.period_end - 1 as period_last, i.series, i.year, i.serial,
      case when exists (select from invoice_line l where l.org_id = i.org_id
        and l.invoice_id = i.id and l.tax_rate = 'reverse_charge') then 'reverse_charge' end
        as taxed
    from invoice i join contact c on c.org_id = i.org_id and c.id = i.contact_id
    where i.org_id = app_org() and i.status <> 'draft'
      and not ${isNotice} and i.issued_on between $1::date and $2::date`,
  order: 'issued_on, series, year, serial',
  sum: 'total',
};

/** Every notice sent, whether it became an invoice (which one, and when) or not. */
const proforma: ExportTable = {
  name: { en: 'Pro-forma notices', fr: 'Factures pro forma' },
  columns: [
    ...columnsOf('text', ['number', 'Number', 'Numéro']),
    ...columnsOf('date', ['issued_on', 'Sent', 'Émise le'], ['due_on', 'Due', 'Échéance']),
    ...payerColumns,
    ...columnsOf('text', ['member', 'Member', 'Membre'], ['currency', 'Currency', 'Devise']),
    wordsOf(sayStatus, 'status', 'Status', 'Statut'),
    ...columnsOf('amount', ['total', 'Total', 'TTC']),
    ...columnsOf('text', ['invoice', 'Invoice', 'Facture']),
    ...columnsOf('date', ['invoiced_on', 'Invoiced', 'Facturée le']),
  ],
  sql: `select coalesce(i.proforma_number, i.number) as number,
      coalesce(i.proforma_on, i.issued_on) as issued_on, i.due_on, i.buyer ->> 'name' as payer,
      i.buyer ->> 'email' as email, c.display_name as member, i.currency,
      case when i.proforma_number is not null then 'invoiced' else i.status end as status,
      i.total, case when i.proforma_number is not null then i.number end as invoice,
      case when i.proforma_number is not null then i.issued_on end as invoiced_on,
      coalesce(i.proforma_year, i.year) as year, coalesce(i.proforma_serial, i.serial) as serial
    from invoice i join contact c on c.org_id = i.org_id and c.id = i.contact_id
    where i.org_id = app_org() and (${isNotice} or i.proforma_number is not null)
      and coalesce(i.proforma_on, i.issued_on) between $1::date and $2::date`,
  order: 'issued_on, year, serial',
  sum: 'total',
};

const creditNotes: ExportTable = {
  name: { en: 'Credit notes', fr: 'Avoirs' },
  columns: [
    ...columnsOf('text', ['number', 'Number', 'Numéro']),
    ...columnsOf('date', ['issued_on', 'Issued', 'Émis le']),
    ...columnsOf('text', ['invoice', 'Invoice', 'Facture']),
    ...payerColumns,
    ...columnsOf('text', ['currency', 'Currency', 'Devise']),
    ...columnsOf(
      'amount',
      ['net', 'Without tax', 'HT'],
      ['tax', 'Tax', 'TVA'],
      ['total', 'Total', 'TTC'],
    ),
    wordsOf(sayTaxed, 'taxed', 'Tax regime', 'Régime de TVA'),
    ...columnsOf('text', ['reason', 'Reason', 'Motif']),
  ],
  sql: `select n.number, n.issued_on, i.number as invoice, n.buyer ->> 'name' as payer,
      n.buyer ->> 'email' as email, n.currency, n.net, n.tax, n.total, n.reason, n.year, n.serial,
      case when exists (select from credit_note_line l where l.org_id = n.org_id
        and l.credit_note_id = n.id and l.tax_rate = 'reverse_charge') then 'reverse_charge' end
        as taxed
    from credit_note n join invoice i on i.org_id = n.org_id and i.id = n.invoice_id
    where n.org_id = app_org() and n.issued_on between $1::date and $2::date`,
  order: 'issued_on, year, serial',
  sum: 'total',
};

export const exportTables = { invoices, proforma, credit_notes: creditNotes, ...paymentExports };

export type ExportKind = keyof typeof exportTables;

export type ExportSummary = {
  count: number;
  sums: { currency: string; amount: number }[];
};

/** How many rows an export has between two days, and their sum per currency. */
export async function summarizeExport(
  tx: Queryable,
  kind: ExportKind,
  between: { from: LocalDate; to: LocalDate },
): Promise<ExportSummary> {
  const { sql, sum } = exportTables[kind];
  const sums = await tx.query<{ currency: string; count: number; amount: number }>(
    `select currency, count(*)::int as count, coalesce(sum(${sum}), 0)::bigint as amount
     from (${sql}) rows group by currency order by currency`,
    [between.from, between.to],
  );
  return {
    count: sums.reduce((all, { count }) => all + count, 0),
    sums: sums.map(({ currency, amount }) => ({ currency, amount })),
  };
}
