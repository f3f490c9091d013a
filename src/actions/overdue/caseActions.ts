import { recordActivity } from '../../activity/record.ts';
import { setCasePaused } from '../../db/billing/cases.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCaseById } from '../../db/billing/openCases.ts';
import { grantForgiven } from '../../db/billing/terms.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { defineRefusal, NotFound } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import type { ChargeResult } from '../payments/chargeInvoiceNow.ts';
import { chargeInvoiceNow } from '../payments/chargeInvoiceNow.ts';
import { voidInvoice, writeOffInvoice } from '../payments/giveUpInvoice.ts';

export const CaseNotOpen = defineRefusal('overdue_case_closed', 409, {
  en: 'This case is closed already: it was paid, ended or given up.',
  fr: 'Ce dossier est déjà clos : il a été payé, terminé ou abandonné.',
});

/**
 * Charges the invoice of a case now, whatever its schedule says; planned retries stay. Refuses with
 * `NotFound`, `CaseNotOpen`, and what `chargeInvoiceNow` refuses (an attempt without answer among
 * it: nothing is charged twice).
 */
export async function retryCase(ctx: Context, caseId: string): Promise<ChargeResult> {
  const { invoiceId } = await openCase(ctx, caseId);
  return chargeInvoiceNow(ctx, invoiceId, 'staff');
}

/** Stops the clock of a case: no retry, no reminder, no end until it is resumed. */
export function pauseCase(ctx: Context, caseId: string): Promise<void> {
  return setPaused(ctx, caseId, 'paused');
}

/** Lets the clock run again; what passed meanwhile becomes one attempt, never a burst. */
export function resumeCase(ctx: Context, caseId: string): Promise<void> {
  return setPaused(ctx, caseId, 'running');
}

/**
 * Forgives what is owed: the invoice is voided or written off, the case closes, and the
 * subscription goes on with the forgiven time granted. Refuses with `NotFound`, `CaseNotOpen`, and
 * what `voidInvoice` and `writeOffInvoice` refuse.
 */
export async function forgiveCase(
  ctx: Context,
  caseId: string,
  about: { how: 'void' | 'uncollectible'; reason?: string },
): Promise<void> {
  const { invoiceId, contactId, payerId } = await openCase(ctx, caseId);
  if (about.how === 'void') await voidInvoice(ctx, invoiceId, about.reason ?? '');
  else await writeOffInvoice(ctx, invoiceId, about.reason ?? '');
  await act(ctx, async ({ tx, now }) => {
    await grantForgiven(tx, invoiceId, now);
    await refreshDirectory(tx, [...new Set([contactId, payerId])]);
  });
}

async function openCase(ctx: Context, caseId: string): Promise<OpenCase> {
  return look(ctx, (scene) => findOpen(scene, caseId));
}

async function findOpen({ tx }: Scene, caseId: string): Promise<OpenCase> {
  const found = await openCaseById(tx, caseId);
  if (found === 'closed') throw new CaseNotOpen();
  if (!found) throw new NotFound();
  return found;
}

async function setPaused(ctx: Context, caseId: string, to: 'paused' | 'running'): Promise<void> {
  await act(ctx, async (scene) => {
    const seen = await findOpen(scene, caseId);
    await lockPayers(scene.tx, [seen.payerId]);
    await lockInvoices(scene.tx, [seen.invoiceId]);
    const { contactId, subscriptionId, invoiceId, paused } = await findOpen(scene, caseId);
    if (paused === (to === 'paused')) return;
    await setCasePaused(scene.tx, caseId, to === 'paused' ? scene.now : null);
    const event = to === 'paused' ? ('overdue_paused' as const) : ('overdue_resumed' as const);
    await recordActivity(scene, [{ event, contactId, subscriptionId, invoiceId }]);
  });
}
