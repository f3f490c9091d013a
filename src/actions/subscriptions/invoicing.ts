import { insertTerms } from '../../db/billing/terms.ts';
import { lineAmount } from '../../domain/billing/draft.ts';
import type { AddonFacts, PlannedInvoice, PlannedTerm } from '../../domain/billing/plan.ts';
import { addonsAmount } from '../../domain/billing/plan.ts';
import { newId } from '../../ids.ts';
import type { IssueDraft, IssuedInvoice } from '../billing/issueInvoices.ts';
import { issueInvoices } from '../billing/issueInvoices.ts';
import type { Scene } from '../context.ts';

/** A subscription as far as its invoices and terms are concerned; `amount` per unit. */
export type Billed = {
  id: string;
  contactId: string;
  payerId: string;
  planId: string;
  planVersionId: string;
  amount: number;
  quantity: number;
  addons: readonly AddonFacts[];
  currency: string;
  collection: 'automatic' | 'invoice';
};

export type Planned = {
  invoices: PlannedInvoice[];
  terms: PlannedTerm[];
  type: 'subscription' | 'renewal' | 'proration';
  notify: IssueDraft['notify'];
};

/**
 * Writes what the domain planned for one subscription: invoices with the terms they pay, and the
 * terms that nobody pays for. Refreshing the directory is the caller's.
 */
export async function writePlanned(
  scene: Scene,
  billed: Billed,
  planned: Planned,
): Promise<IssuedInvoice[]> {
  const invoiced = new Set(planned.invoices.map((invoice) => invoice.periodStart));
  const own = planned.terms.filter((term) => term.kind !== 'paid' || !invoiced.has(term.start));
  await writeTerms(scene, billed, own);
  return issueInvoices(
    scene,
    planned.invoices.map((invoice) => ({
      draft: invoice.draft,
      type: planned.type,
      contactId: billed.contactId,
      payerId: billed.payerId,
      subscriptionId: billed.id,
      planId: billed.planId,
      period: { start: invoice.periodStart, end: invoice.periodEnd },
      issueOn: invoice.issueOn,
      dueOn: invoice.dueOn,
      collection: billed.collection,
      terms: planned.terms
        .filter((term) => term.kind === 'paid' && term.start === invoice.periodStart)
        .map((term) => ({ ...term, planVersionId: billed.planVersionId, amount: whole(billed) })),
      notify: planned.notify,
    })),
  );
}

/** Writes terms that count at once and cost nothing: trial, free, granted. */
export async function writeTerms(
  scene: Scene,
  billed: Billed,
  terms: PlannedTerm[],
): Promise<void> {
  await insertTerms(
    scene.tx,
    terms.map((term) => ({
      ...term,
      id: newId(),
      subscriptionId: billed.id,
      planVersionId: billed.planVersionId,
      amount: term.kind === 'paid' ? whole(billed) : 0,
      currency: billed.currency,
      status: 'active' as const,
      invoiceId: null,
      createdAt: scene.now,
    })),
  );
}

function whole(billed: Billed): number {
  return lineAmount(billed.amount, billed.quantity) + addonsAmount(billed.addons);
}
