import { hasBillFrom, openBalanceOf } from '../../db/billing/owedOf.ts';
import { closePause } from '../../db/subscriptions/dated.ts';
import type { OpenPause, SubscriptionRow } from '../../db/subscriptions/load.ts';
import { findSubscription, lockSubscription } from '../../db/subscriptions/load.ts';
import { lengthenTerms, moveFreeTerms } from '../../db/subscriptions/pausedTerms.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, maxDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { nextState } from '../../domain/subscriptions/transitions.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { takeCasesUp } from '../overdue/openLateCases.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';
import { collectNow } from './collectNow.ts';
import { billedOnResuming, decideResume, planResumed, readResumes } from './decideResume.ts';
import { writePlanned } from './invoicing.ts';
import { saveDates } from './saveDates.ts';
import { tellMember } from './tellMember.ts';

/**
 * Ends a pause today: next billing, anchor, a planned end and the running term move by the paused
 * days; where the unused part was given back, the part from today on is billed at once
 * (billing-rules §13). A pause that has not begun is taken back and moves nothing. The member is
 * told. Refuses with `NoPause`, `StaleEdit`.
 */
export async function resumeSubscription(
  ctx: Context,
  target: Target,
): Promise<{ pausedDays: number }> {
  const done = await changing(ctx, target, async (scene, row) => {
    const resumed = await resumeIn(scene, row, scene.today);
    return { ...resumed, issued: await billResumed(scene, row) };
  });
  await collectNow(ctx, done.issued);
  return { pausedDays: done.pausedDays };
}

export type ResumePreview = {
  resumeOn: LocalDate;
  pausedDays: number;
  nextBillingOn: LocalDate | null;
  endsOn: LocalDate | null;
  invoice: PlannedInvoice | null;
  /** What is overdue, set aside during the pause and chased again from then on; minor units. */
  openBalance: number;
  currency: string;
};

/** What resuming today would move and bill; writes nothing. Refuses with `NoPause`. */
export async function previewResume(ctx: Context, id: string): Promise<ResumePreview> {
  return look(ctx, async (scene) => {
    const row = await findSubscription(scene.tx, scene.today, id);
    if (!row) throw new NotFound();
    const facts = await readResumes(scene, [row]);
    const resuming = decideResume(scene, row, { facts, on: scene.today });
    const { begun, pausedDays, dates } = resuming;
    const plan = billedOnResuming(scene, row, resuming);
    return {
      resumeOn: scene.today,
      pausedDays,
      nextBillingOn: plan?.nextBillingOn ?? dates.nextBillingOn,
      endsOn: dates.endsOn,
      invoice: plan?.invoices[0] ?? null,
      openBalance: begun ? await owedLate(scene, row) : 0,
      currency: row.currency,
    };
  });
}

/**
 * The same on a locked subscription in an open transaction, as of `resumeOn`: the daily run calls
 * it for pauses whose end has come.
 */
export async function resumeIn(
  scene: Scene,
  row: SubscriptionRow,
  resumeOn: LocalDate,
): Promise<{ pausedDays: number }> {
  const facts = await readResumes(scene, [row]);
  const { pause, begun, pausedDays, dates } = decideResume(scene, row, { facts, on: resumeOn });
  const state = begun ? nextState('resume', row.state) : row.state;
  await closePause(scene.tx, pause.id, begun ? maxDate(pause.fromOn, resumeOn) : pause.fromOn);
  if (begun && pause.givesBack === 'credit') {
    const { nextBillingOn } = dates;
    await moveFreeTerms(scene.tx, row.id, { from: pause.fromOn, to: resumeOn });
    // What goes on was agreed to; only what comes after it is asked for.
    const isAsked = row.askedFrom !== null && nextBillingOn !== null;
    const askedFrom = isAsked ? addDays(nextBillingOn, 1) : row.askedFrom;
    const resumed = { state, nextBillingOn, askedFrom };
    await saveSubscription(scene.tx, { id: row.id, now: scene.now }, resumed);
  } else {
    if (pausedDays > 0)
      await lengthenTerms(scene.tx, row.id, { from: pause.fromOn, days: pausedDays });
    await saveDates(scene, row, { ...dates, state });
  }
  if (begun) await takeCasesUp(scene, row.id);
  await recordChange(scene, row, {
    event: 'subscription_resumed',
    data: { on: resumeOn, paused_days: pausedDays, next_billing_on: dates.nextBillingOn },
  });
  // One that could not begin while something was overdue ends unnoticed.
  if (begun || scene.actor.kind !== 'system') {
    await tellResumed(scene, row, { pause, begun, resumeOn, next: dates.nextBillingOn });
  }
  return { pausedDays };
}

/** Bills what begins again today where a pause had given the unused part back. */
export async function billResumed(scene: Scene, before: SubscriptionRow): Promise<IssuedInvoice[]> {
  const row = await lockSubscription(scene.tx, scene.today, { id: before.id });
  const paused = before.state === 'paused' ? before.pause : null;
  const plan = paused && planResumed(scene, row, paused);
  if (!plan) return [];
  const { nextBillingOn, invoices, terms } = plan;
  await saveSubscription(scene.tx, { id: row.id, now: scene.now }, { nextBillingOn });
  const notify = row.collection === 'invoice' ? 'invoice' : 'nobody';
  // What began on this very day is billed and was given back: its rest is no period of its own.
  const isAgain = await hasBillFrom(scene.tx, row.id, invoices[0]?.periodStart ?? null);
  const type = isAgain ? 'proration' : 'subscription';
  return writePlanned(scene, row, { invoices, terms, type, notify });
}

async function tellResumed(
  scene: Scene,
  row: SubscriptionRow,
  what: { pause: OpenPause; begun: boolean; resumeOn: LocalDate; next: LocalDate | null },
): Promise<void> {
  // Invoices go to the payer, who may be somebody else.
  const isPayer = what.begun && row.payerId === row.contactId;
  const owed = isPayer ? await owedLate(scene, row) : 0;
  await tellMember(scene, row, {
    template: 'resumed',
    cause: `resume:${what.pause.id}`,
    data: {
      planName: row.planName,
      resumedOn: what.resumeOn,
      nextChargeOn: row.amount > 0 ? what.next : null,
      accountUrl: portalUrl(scene),
      neverBegan: !what.begun,
      owed: owed > 0 ? { amount: owed, currency: row.currency } : null,
    },
  });
}

/** What it owes past its due date; minor units. */
async function owedLate({ tx }: Scene, row: SubscriptionRow): Promise<number> {
  return row.overdueInvoices > 0 ? openBalanceOf(tx, row.id) : 0;
}
