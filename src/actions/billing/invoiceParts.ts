import type { CoverRow } from '../../db/billing/covers.ts';
import { newId } from '../../ids.ts';
import type { Cover, NumberedDraft } from './issueInvoices.ts';
import type { Prepared } from './numberBills.ts';

/** The lines of an invoice; those of a consolidated one each with their own subscription. */
export function linesOf({ draft, row }: NumberedDraft) {
  const owners = draft.covers?.flatMap((cover) => new Array<Cover>(cover.lines).fill(cover));
  return draft.draft.lines.map((line, position) => ({
    id: newId(),
    invoiceId: row.id,
    position,
    subscriptionId: owners ? owners[position]!.subscriptionId : draft.subscriptionId,
    planId: owners ? owners[position]!.planId : draft.planId,
    line,
  }));
}

/** The stretches an invoice pays, of one subscription or of all that it covers. */
export function termsOf(
  { draft, id: invoiceId }: Prepared,
  { status: of, createdAt }: { status: 'paid' | 'open'; createdAt: string },
) {
  const status = of === 'paid' ? ('active' as const) : ('pending' as const);
  const own = { subscriptionId: draft.subscriptionId!, terms: draft.terms };
  return (draft.covers ?? [own]).flatMap(({ subscriptionId, terms }) =>
    terms.map((term) => ({
      ...term,
      id: newId(),
      subscriptionId,
      currency: draft.draft.currency,
      status,
      invoiceId,
      createdAt,
    })),
  );
}

/** One row per subscription of a consolidated invoice, with what its lines add up to. */
export function coversOf({ draft, row }: NumberedDraft): CoverRow[] {
  const rows = new Map<string, CoverRow>();
  let at = 0;
  for (const { subscriptionId, contactId, period, lines } of draft.covers ?? []) {
    const own = draft.draft.lines.slice(at, at + lines);
    at += lines;
    const total = own.reduce((sum, line) => sum + line.total, 0);
    const before = rows.get(subscriptionId);
    rows.set(subscriptionId, {
      ...{ invoiceId: row.id, subscriptionId, contactId, total: total + (before?.total ?? 0) },
      periodStart: before?.periodStart ?? period.start,
      periodEnd: period.end,
    });
  }
  return [...rows.values()];
}
