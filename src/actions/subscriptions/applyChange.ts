import type { Before } from '../../db/subscriptions/changes.ts';
import { bindToInvoice, insertChange } from '../../db/subscriptions/changes.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { endTerm, moveTerms, termsFrom } from '../../db/subscriptions/running.ts';
import type { SubscriptionPatch } from '../../db/subscriptions/save.ts';
import { saveSubscription } from '../../db/subscriptions/save.ts';
import type { SubscriptionFacts } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { daysBetween } from '../../domain/dates.ts';
import { moved } from '../../domain/subscriptions/pause.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Scene } from '../context.ts';
import { changeData, recordChange, wholeOf } from './change.ts';
import { creditUnused } from './creditUnused.ts';
import type { Changing } from './decideChange.ts';
import type { Billed } from './invoicing.ts';
import { writePlanned } from './invoicing.ts';

export type Applied = { changeId: string; issued: IssuedInvoice[]; credited: number };

type Dates = { anchorOn: LocalDate; anchorDay: number; nextBillingOn: LocalDate | null };
type Shift = { dates: Dates; moved: Before['moved'] };

/** Writes a change that counts from today: credit, terms, subscription, invoice, its dated row. */
export async function applyNow(
  scene: Scene,
  row: SubscriptionRow,
  changing: Changing & { isChased?: true },
): Promise<Applied> {
  const { tx, now, today, actor } = scene;
  const { decision, becoming, to, term } = changing;
  const credited = await creditUnused(scene, {
    creditNote: decision.creditNote,
    term,
    reason: to.planName,
  });
  if (term && decision.currentTerm !== 'keep') await endTerm(tx, term.id, decision.currentTerm);
  const shift = await shiftLaterTerms(scene, row, changing);
  const every = { intervalUnit: to.interval.unit, intervalCount: to.interval.count };
  const { planName: _name, ...columns } = becoming;
  await saveSubscription(
    tx,
    { id: row.id, now },
    {
      ...{ ...columns, ...every, ...shift.dates },
      ...cycleOf(decision.facts),
    },
  );
  const billed: Billed = { ...row, ...becoming };
  const issued = await writePlanned(scene, billed, {
    invoices: decision.invoice ? [decision.invoice] : [],
    terms: decision.terms,
    type: 'proration',
    notify: row.collection === 'invoice' ? 'invoice' : 'nobody',
  });
  const [invoice] = issued;
  const changeId = await insertChange(tx, {
    subscriptionId: row.id,
    kind: decision.kind,
    ...columns,
    ...every,
    before: beforeOf(row, changing, shift.moved),
    effectiveOn: today,
    actor,
    now,
    applied: 'now',
  });
  await bindUnlessChased(scene, changing, { changeId, invoice });
  await recordChange(scene, row, {
    event: 'subscription_changed',
    amount: wholeOf(becoming),
    data: changeData(row, { kind: decision.kind, on: today, ...becoming }),
  });
  return { changeId, issued, credited };
}

/** Whether and until when a cycle goes on: an end comes with what is sold once only. */
export function cycleOf({ firstPeriod, once, endsOn }: SubscriptionFacts): SubscriptionPatch {
  return once ? { firstPeriod, once, endsOn } : { firstPeriod, once };
}

/** One payment makes or breaks a change, unless it stays and is chased (a setting, or a price). */
async function bindUnlessChased(
  scene: Scene,
  { decision, isChased }: Changing & { isChased?: true },
  { changeId, invoice }: { changeId: string; invoice: IssuedInvoice | undefined },
): Promise<void> {
  const rule = scene.org.settings.subscriptions.upgrade_declined;
  if (!invoice || decision.creditNote !== null || isChased) return;
  if (rule === 'keep_old_plan') await bindToInvoice(scene.tx, changeId, invoice.id);
}

/** What the subscription and its running term were, for the dated row. */
export function beforeOf(
  row: SubscriptionRow,
  { term, decision }: Changing,
  moved: Before['moved'],
): Before {
  const touched = term && decision.currentTerm !== 'keep' ? term : null;
  return {
    ...standing(row),
    term: touched ? { id: touched.id, endsOn: touched.endsOn, status: touched.status } : null,
    moved,
  };
}

/** What a subscription is as it stands, where no term of it is touched. */
export function standing(row: SubscriptionRow): Before {
  const { planId, planVersionId, planName, priceId, amount, quantity, addons } = row;
  const { firstPeriod, once, endsOn, allowDuplicate } = row;
  const { intervalUnit, intervalCount, anchorOn, anchorDay, nextBillingOn } = row;
  return {
    ...{ planId, planVersionId, planName, priceId, amount, quantity, addons },
    ...{ firstPeriod, once, endsOn, allowDuplicate },
    ...{ intervalUnit, intervalCount, anchorOn, anchorDay, nextBillingOn },
    ...{ term: null, moved: null },
  };
}

/**
 * Free days that were granted behind the running term stay: when the new term ends elsewhere they
 * move behind it, and billing goes on after them.
 */
async function shiftLaterTerms(
  scene: Scene,
  row: SubscriptionRow,
  { decision, term }: Changing,
): Promise<Shift> {
  const { facts } = decision;
  const dates: Dates = {
    anchorOn: facts.anchorOn,
    anchorDay: facts.anchor.day,
    nextBillingOn: facts.nextBillingOn,
  };
  const replaced = decision.terms.at(-1);
  if (!term || !replaced) return { dates, moved: null };
  const later = await termsFrom(scene.tx, row.id, term.endsOn);
  if (later.length === 0) return { dates, moved: null };
  const days = daysBetween(term.endsOn, replaced.end);
  const ids = later.map((each) => each.id);
  await moveTerms(scene.tx, days > 0 ? ids.toReversed() : ids, days);
  const granted = daysBetween(term.endsOn, later.at(-1)!.endsOn);
  const after = moved({ ...facts, termEndsOn: null }, granted);
  const anchored = days === 0 ? row : { anchorOn: after.anchorOn, anchorDay: after.anchor.day };
  return {
    dates: {
      anchorOn: anchored.anchorOn,
      anchorDay: anchored.anchorDay,
      nextBillingOn: after.nextBillingOn,
    },
    moved: days === 0 ? null : { ids, days },
  };
}
