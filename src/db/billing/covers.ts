import type { LocalDate } from '../../domain/dates.ts';
import { isDisputedSql } from '../payments/disputes.ts';
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

/** What is open of a subscription: an invoice of its own, or its part of a consolidated one. */
export type OwedPart = {
  invoiceId: string;
  subscriptionId: string;
  consolidated: boolean;
  /** A payment of it has no answer yet, or is disputed: what is owed is not known. */
  waits: boolean;
};

/** All that is open of subscriptions, whether it is chased or not. */
export function owedPartsOf(tx: Tx, subscriptionIds: readonly string[]): Promise<OwedPart[]> {
  return tx.query<OwedPart>(
    `select i.id as "invoiceId", o."subscriptionId", o.consolidated,
       exists (select from payment_attempt a where a.org_id = app_org() and a.invoice_id = i.id
         and a.state in ('created', 'sent', 'requires_action', 'processing', 'unknown'))
       or ${isDisputedSql('i.id')} as waits
     from (
       select id, subscription_id as "subscriptionId", false as consolidated from invoice
         where org_id = app_org() and subscription_id = any($1::uuid[])
       union all
       select invoice_id, subscription_id, true from invoice_cover
         where org_id = app_org() and subscription_id = any($1::uuid[])
     ) o join invoice i on i.org_id = app_org() and i.id = o.id
     where i.status = 'open' and i.balance > 0 order by i.id, o."subscriptionId"`,
    [subscriptionIds],
  );
}
