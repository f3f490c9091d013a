import { hasMethod } from '../../db/billing/payments.ts';
import { saveRenewal } from '../../db/renewals/write.ts';
import { insertChange } from '../../db/subscriptions/changes.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import { addDays } from '../../domain/dates.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { cycleOf, standing } from '../subscriptions/applyChange.ts';
import { recordChange, wholeOf } from '../subscriptions/change.ts';
import { collectNow } from '../subscriptions/collectNow.ts';
import { writePlanned } from '../subscriptions/invoicing.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import type { Asked } from './common.ts';
import { decidedNow, recordRenewal, renewing } from './common.ts';
import type { Renewing } from './decideRenewal.ts';
import { decideRenewal } from './decideRenewal.ts';

/**
 * Approves a renewal (renewals.md): in one transaction the pending term of the next period, its
 * invoice, and the e-mail with it. What is charged by itself is charged on the new term's first
 * day, or at once when that has come. Refuses like `decideRenewal`.
 */
export async function approveRenewal(ctx: Context, id: string): Promise<void> {
  const issued = await renewing(ctx, id, approveIn);
  await collectNow(ctx, issued);
}

/** The same in an open transaction; what it answers is due already, to be charged after it. */
export async function approveIn(scene: Scene, asked: Asked): Promise<IssuedInvoice[]> {
  const { row, renewal } = asked;
  const renewing = await decideRenewal(scene, asked);
  const { offer, planned } = renewing;
  await saveNext(scene, asked, renewing);
  const { invoice, terms } = planned;
  const isCharged = row.collection === 'automatic' && (await hasMethod(scene.tx, row.payerId));
  const [issued] = await writePlanned(
    scene,
    { ...row, ...offer },
    {
      invoices: invoice ? [invoice] : [],
      terms,
      type: 'renewal',
      notify: isCharged ? 'nobody' : 'invoice',
    },
  );
  const isSettled = !issued || issued.status === 'paid';
  await saveRenewal(scene.tx, renewal.id, {
    state: isSettled ? 'completed' : 'approved',
    invoiceId: issued?.id ?? null,
    ...decidedNow(scene),
  });
  await recordRenewal(scene, asked, { event: 'renewal_approved', amount: wholeOf(offer) });
  if (isCharged || !issued) await tellApproved(scene, asked, renewing);
  return issued && issued.dueOn <= scene.today ? [issued] : [];
}

/** Billing goes on behind the new term; what differs in it begins with it. */
async function saveNext(scene: Scene, { row, renewal }: Asked, next: Renewing): Promise<void> {
  const { tx, now } = scene;
  const { planned, change } = next;
  const { nextBillingOn } = planned;
  if (next.isLate) {
    const back = { state: 'active' as const, endsOn: null, endCause: null, nextBillingOn };
    await saveSubscription(tx, { id: row.id, now }, { ...anewAs(next), ...back });
    const data = { cause: 'renewed', on: scene.today };
    await recordChange(scene, row, { event: 'subscription_started', data });
    return;
  }
  await saveSubscription(tx, { id: row.id, now }, { nextBillingOn });
  if (!change) return;
  const { planName: _name, ...columns } = next.offer;
  await insertChange(tx, {
    ...{ subscriptionId: row.id, kind: change.kind, ...columns, before: standing(row) },
    ...{ effectiveOn: renewal.endsOn, actor: scene.actor, now, applied: 'later' },
    renewalId: renewal.id,
  });
}

/** One that comes back is at once what was offered, in its new cycle. */
function anewAs({ offer, planned, change }: Renewing) {
  const { planName: _name, ...columns } = offer;
  const { facts } = planned;
  const cycle = { ...cycleOf(facts), anchorOn: facts.anchorOn, anchorDay: facts.anchor.day };
  return change ? { ...columns, ...cycle, allowDuplicate: change.allowDuplicate } : cycle;
}

/** Who gets no invoice by e-mail now is told what was agreed, and when it is charged. */
async function tellApproved(
  scene: Scene,
  { row, renewal }: Asked,
  { offer, planned }: Renewing,
): Promise<void> {
  const { draft, dueOn } = planned.invoice ?? {};
  await tellMember(scene, row, {
    template: 'renewal_approved',
    cause: `renewal:${renewal.id}:${renewal.version}:approved`,
    data: {
      planName: offer.planName,
      startsOn: planned.startsOn,
      termLastDay: addDays(planned.endsOn, -1),
      price: draft && draft.total > 0 ? { amount: draft.total, currency: row.currency } : null,
      chargeOn: draft && draft.total > 0 ? (dueOn ?? null) : null,
      accountUrl: portalUrl(scene),
    },
  });
}
