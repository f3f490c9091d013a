import type { ActivityEntry } from '../../activity/record.ts';
import { recordActivity } from '../../activity/record.ts';
import { insertMoves, moveSteps } from '../../db/billing/caseSteps.ts';
import { setCaseAccess, setCasePaused } from '../../db/billing/cases.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCaseById } from '../../db/billing/openCases.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { grantForgiven } from '../../db/billing/terms.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import type { ChargeResult } from '../payments/chargeInvoiceNow.ts';
import { chargeInvoiceNow } from '../payments/chargeInvoiceNow.ts';
import { voidIn, writeOffIn } from '../payments/giveUpInvoice.ts';
import { recordOfflineIn } from '../payments/recordOfflinePayment.ts';
import type { CaseAct, CaseEffect } from './caseActs.ts';
import { CaseNotOpen, effectOf } from './caseActs.ts';
import { writeAgain } from './failureMails.ts';

/** Acts that change what is planned or owed; charging is three commits of its own. */
export type DirectAct = Exclude<CaseAct, { kind: 'retry' }>;

/**
 * Charges the invoice of a case now, whatever its schedule says; planned retries stay. Refuses with
 * `NotFound`, `CaseNotOpen`, and what `chargeInvoiceNow` refuses (an attempt without answer among
 * it: nothing is charged twice).
 */
export async function retryCase(ctx: Context, caseId: string): Promise<ChargeResult> {
  const { invoiceId } = await look(ctx, (scene) => findOpen(scene, caseId));
  return chargeInvoiceNow(ctx, invoiceId, 'staff');
}

/** Stops the clock of a case: no retry, no reminder, no end until it is resumed. */
export function pauseCase(ctx: Context, caseId: string): Promise<void> {
  return changeCase(ctx, caseId, { kind: 'pause' });
}

/** Lets the clock run again; what passed meanwhile becomes one attempt, never a burst. */
export function resumeCase(ctx: Context, caseId: string): Promise<void> {
  return changeCase(ctx, caseId, { kind: 'resume' });
}

/**
 * Pauses, resumes, moves, extends, forgives or writes about one case. Forgiving closes it: the
 * invoice is paid outside, voided or written off, and the subscription goes on, forgiven time
 * granted. Refuses with `NotFound`, `CaseNotOpen`, and what `effectOf` and the acts on invoices
 * refuse.
 */
export async function changeCase(ctx: Context, caseId: string, what: DirectAct): Promise<void> {
  await act(ctx, async (scene) => {
    const seen = await findOpen(scene, caseId);
    await lockPayers(scene.tx, [seen.payerId]);
    await lockSubscriptions(scene.tx, { invoiceIds: [seen.invoiceId] });
    await lockInvoices(scene.tx, [seen.invoiceId]);
    const each = await findOpen(scene, caseId);
    const effect = effectOf(scene, each, what);
    if (what.kind === 'forgive') await forgive(scene, each, what);
    else await replan(scene, each, { what, effect });
    const people = [each.contactId, each.payerId, ...each.memberIds];
    await refreshDirectory(scene.tx, [...new Set(people)]);
  });
}

async function findOpen({ tx }: Scene, caseId: string): Promise<OpenCase> {
  const found = await openCaseById(tx, caseId);
  if (found === 'closed') throw new CaseNotOpen();
  if (!found) throw new NotFound();
  return found;
}

async function forgive(
  scene: Scene,
  { invoiceId, balance: amount }: OpenCase,
  { how, reason }: Extract<CaseAct, { kind: 'forgive' }>,
): Promise<void> {
  if (how === 'paid') {
    await recordOfflineIn(scene, { invoiceId, amount, means: 'other', reference: reason });
    return;
  }
  if (how === 'void') await voidIn(scene, invoiceId, reason);
  else await writeOffIn(scene, invoiceId, reason);
  await grantForgiven(scene.tx, invoiceId, scene.now);
}

type Replanning = { what: Exclude<DirectAct, { kind: 'forgive' }>; effect: CaseEffect };

async function replan(scene: Scene, each: OpenCase, { what, effect }: Replanning): Promise<void> {
  const { tx, now, actor } = scene;
  if (what.kind === 'pause') await setCasePaused(tx, each.id, now);
  if (what.kind === 'resume') await setCasePaused(tx, each.id, null);
  if (what.kind === 'write') await writeAgain(scene, each);
  if (effect.moves.length > 0 && (what.kind === 'move' || what.kind === 'extend')) {
    await moveSteps(tx, each.id, effect.moves);
    const days = what.kind === 'extend' ? what.days : null;
    const toOn = effect.after.nextOn!;
    const kind = what.kind === 'extend' ? ('more_time' as const) : ('date' as const);
    await insertMoves(tx, [{ caseId: each.id, kind, days, toOn, reason: what.reason }], {
      actor,
      now,
    });
  }
  if (what.kind === 'extend') await setCaseAccess(tx, each.id, effect.access);
  await recordActivity(scene, entriesOf(each, { what, effect }));
}

function entriesOf(each: OpenCase, { what, effect }: Replanning): ActivityEntry[] {
  const { contactId, subscriptionId, invoiceId } = each;
  const about = { contactId, subscriptionId, invoiceId };
  if (what.kind === 'pause') return [{ ...about, event: 'overdue_paused' }];
  if (what.kind === 'resume') return [{ ...about, event: 'overdue_resumed' }];
  if (what.kind === 'write') return [{ ...about, event: 'overdue_written' }];
  const { before, after } = effect;
  const data = { kind: what.kind, to: after.nextOn, until: after.endsOn, reason: what.reason };
  const entry = { ...about, event: 'overdue_moved' as const, data };
  const opens = before.access === 'closed' && after.access === 'open';
  return opens ? [entry, { ...about, event: 'access_restored' }] : [entry];
}
