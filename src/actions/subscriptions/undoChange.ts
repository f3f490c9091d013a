import { insertCredit } from '../../db/billing/credit.ts';
import { bookLedger } from '../../db/billing/ledger.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { Before, RevocableChange } from '../../db/subscriptions/changes.ts';
import { markUndone, revocableChanges } from '../../db/subscriptions/changes.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import { moveTerms } from '../../db/subscriptions/running.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import { postCreditReturned } from '../../domain/billing/ledger.ts';
import { newId } from '../../ids.ts';
import { giveUpInvoices } from '../billing/giveUp.ts';
import type { Scene } from '../context.ts';
import { lockedInvoice } from '../payments/recordOfflinePayment.ts';
import { recordChange } from './change.ts';
import { tellTakenBack } from './tellChanged.ts';

/** An invoice whose charge was declined, and why. */
export type Declined = { invoiceId: string; reason: string };

/**
 * Takes back the changes made now whose payment is declined, at once or days later when a silent
 * gateway answers: the invoice is void (credit it had used is back), the term before runs on, the
 * plan before stays (billing-rules §4). One whose subscription went on since, or whose plan before
 * is held anew, is left to be chased like any other invoice. Answers the invoices that are void
 * now. Expects payers, subscriptions and invoices locked.
 */
export async function undoDeclinedChanges(
  scene: Scene,
  declined: readonly Declined[],
): Promise<Set<string>> {
  if (declined.length === 0) return new Set();
  const reasons = new Map(declined.map(({ invoiceId, reason }) => [invoiceId, reason]));
  const changes = await revocableChanges(scene.tx, [...reasons.keys()]);
  for (const change of changes) await undo(scene, change, reasons.get(change.invoiceId)!);
  return new Set(changes.map(({ invoiceId }) => invoiceId));
}

async function undo(scene: Scene, change: RevocableChange, reason: string): Promise<void> {
  const { tx, now } = scene;
  const { id, before, invoiceId, subscriptionId } = change;
  const row = await lockSubscription(tx, scene.today, { id: subscriptionId });
  await voidUnpaid(scene, invoiceId);
  await restoreTerms(scene, before);
  await saveSubscription(tx, { id: row.id, now }, columnsOf(before));
  await markUndone(tx, id, now);
  await recordChange(scene, row, {
    event: 'subscription_change_withdrawn',
    data: { from: before.planName, to: row.planName, cause: 'declined', reason },
  });
  await tellTakenBack(scene, row, change);
  await refreshDirectory(tx, [...new Set([row.contactId, row.payerId])]);
}

function columnsOf(before: Before) {
  const { term: _term, moved: _moved, planName: _name, ...columns } = before;
  return columns;
}

async function voidUnpaid(scene: Scene, invoiceId: string): Promise<void> {
  const { tx, now, today } = scene;
  const invoice = await lockedInvoice(scene, invoiceId);
  if (invoice.settled > 0) {
    await insertCredit(tx, [
      {
        id: newId(),
        payerId: invoice.payerId,
        amount: invoice.settled,
        currency: invoice.currency,
        cause: 'returned',
        invoiceId,
        createdAt: now,
      },
    ]);
    await tx.exec('update invoice set settled = 0 where org_id = app_org() and id = $1', [
      invoiceId,
    ]);
    await bookLedger(tx, [
      {
        currency: invoice.currency,
        bookedOn: today,
        payerId: invoice.payerId,
        invoiceId,
        postings: postCreditReturned(invoice.settled),
      },
    ]);
  }
  await giveUpInvoices(scene, { invoiceIds: [invoiceId], how: 'void', reason: 'declined' });
}

async function restoreTerms(scene: Scene, before: Before): Promise<void> {
  const { term, moved } = before;
  if (moved) {
    const back = moved.days > 0 ? moved.ids : moved.ids.toReversed();
    await moveTerms(scene.tx, back, -moved.days);
  }
  if (!term) return;
  await scene.tx.exec(
    'update term set status = $2, ends_on = $3 where org_id = app_org() and id = $1',
    [term.id, term.status, term.endsOn],
  );
}
