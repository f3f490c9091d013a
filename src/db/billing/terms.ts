import type { TermKind } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Tx } from '../transaction.ts';
import { inserter } from './insert.ts';

/** A stretch [start, end) of a subscription with its price frozen (minor units). */
export type TermRow = {
  id: string;
  subscriptionId: string;
  planVersionId: string;
  start: LocalDate;
  end: LocalDate;
  kind: TermKind;
  amount: number;
  currency: string;
  status: 'pending' | 'active';
  invoiceId: string | null;
  createdAt: string;
};

/** Writes terms. The database refuses one that overlaps another of its subscription. */
export const insertTerms = inserter<TermRow>('term', {
  id: ['uuid', (term) => term.id],
  subscription_id: ['uuid', (term) => term.subscriptionId],
  plan_version_id: ['uuid', (term) => term.planVersionId],
  starts_on: ['date', (term) => term.start],
  ends_on: ['date', (term) => term.end],
  kind: ['text', (term) => term.kind],
  amount: ['bigint', (term) => term.amount],
  currency: ['text', (term) => term.currency],
  status: ['text', (term) => term.status],
  invoice_id: ['uuid', (term) => term.invoiceId],
  created_at: ['timestamptz', (term) => term.createdAt],
});

/** The terms of paid invoices count from now on. */
export async function activateTerms(tx: Tx, invoiceIds: readonly string[]): Promise<void> {
  await tx.exec(
    `update term set status = 'active'
     where org_id = app_org() and invoice_id = any($1::uuid[]) and status = 'pending'`,
    [invoiceIds],
  );
}

/** The unpaid terms of invoices that were given up never count. */
export async function voidPendingTerms(tx: Tx, invoiceIds: readonly string[]): Promise<void> {
  await tx.exec(
    `update term set status = 'void'
     where org_id = app_org() and invoice_id = any($1::uuid[]) and status = 'pending'`,
    [invoiceIds],
  );
}

/** The same of one subscription, where an invoice covers several. */
export async function voidPendingTermsOf(
  tx: Tx,
  invoiceId: string,
  subscriptionId: string,
): Promise<void> {
  await tx.exec(
    `update term set status = 'void' where org_id = app_org() and invoice_id = $1
       and subscription_id = $2 and status = 'pending'`,
    [invoiceId, subscriptionId],
  );
}

/** The time of a forgiven invoice is given: its void terms come back as granted ones. */
export async function grantForgiven(tx: Tx, invoiceId: string, now: string): Promise<void> {
  await tx.exec(
    `insert into term (org_id, id, subscription_id, plan_version_id, starts_on, ends_on, kind,
       amount, currency, status, created_at)
     select org_id, uuid_v7(), subscription_id, plan_version_id, starts_on, ends_on, 'granted',
       0, currency, 'active', $2
     from term where org_id = app_org() and invoice_id = $1 and status = 'void'
     on conflict do nothing`,
    [invoiceId, now],
  );
}
