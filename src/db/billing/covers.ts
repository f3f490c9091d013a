import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable, Tx } from '../transaction.ts';
import { inserter } from './insert.ts';

/** What a consolidated invoice covers of one subscription; `total` in minor units. */
export type CoverRow = {
  invoiceId: string;
  subscriptionId: string;
  contactId: string;
  total: number;
  periodStart: LocalDate;
  periodEnd: LocalDate;
};

/** Writes what consolidated invoices cover. */
export const insertCovers = inserter<CoverRow>('invoice_cover', {
  invoice_id: ['uuid', (row) => row.invoiceId],
  subscription_id: ['uuid', (row) => row.subscriptionId],
  contact_id: ['uuid', (row) => row.contactId],
  total: ['bigint', (row) => row.total],
  period_start: ['date', (row) => row.periodStart],
  period_end: ['date', (row) => row.periodEnd],
});

/** An invoice as far as what it covers is concerned. */
export type Coverable = { id: string; type: string; subscriptionId: string | null };

/** True for an invoice that covers several subscriptions and has none of its own. */
export function isConsolidated({ type, subscriptionId }: Coverable): boolean {
  return subscriptionId === null && type !== 'manual';
}

/** Subscriptions of consolidated invoices, by invoice. Asks nothing where none is one. */
export async function coversOf(
  tx: Queryable,
  invoices: readonly Coverable[],
): Promise<Map<string, CoverRow[]>> {
  const ids = invoices.filter(isConsolidated).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const rows = await tx.query<CoverRow>(
    `select invoice_id as "invoiceId", subscription_id as "subscriptionId",
       contact_id as "contactId", total, period_start as "periodStart", period_end as "periodEnd"
     from invoice_cover where org_id = app_org() and invoice_id = any($1::uuid[])
     order by invoice_id, subscription_id`,
    [ids],
  );
  return Map.groupBy(rows, (row) => row.invoiceId);
}

/** Everybody an invoice is about: member, payer, and the members that it covers. */
export async function peopleOf(
  tx: Queryable,
  invoices: readonly (Coverable & { contactId: string; payerId: string })[],
): Promise<string[]> {
  const covers = await coversOf(tx, invoices);
  const people = invoices.flatMap(({ id, contactId, payerId }) => {
    return [contactId, payerId, ...(covers.get(id) ?? []).map((cover) => cover.contactId)];
  });
  return [...new Set(people)];
}

/** The same of invoices of which only the ids are known. */
export async function peopleOfInvoices(tx: Queryable, ids: readonly string[]): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select i.contact_id as id from invoice i
       where i.org_id = app_org() and i.id = any($1::uuid[])
     union select i.payer_id from invoice i
       where i.org_id = app_org() and i.id = any($1::uuid[])
     union select v.contact_id from invoice_cover v
       where v.org_id = app_org() and v.invoice_id = any($1::uuid[])`,
    [ids],
  );
  return rows.map(({ id }) => id);
}

/** Open consolidated invoices that cover a subscription: to give up its part of each. */
export function openCoversOf(tx: Tx, subscriptionId: string): Promise<{ invoiceId: string }[]> {
  return tx.query<{ invoiceId: string }>(
    `select c.invoice_id as "invoiceId" from invoice_cover c
     join invoice i on i.org_id = c.org_id and i.id = c.invoice_id
     where c.org_id = app_org() and c.subscription_id = $1 and i.status = 'open'
       and i.balance > 0 order by c.invoice_id`,
    [subscriptionId],
  );
}
