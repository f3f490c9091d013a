/**
 * Ending a subscription (plans-and-billing "Subscription"): cancel at the end of the paid time,
 * undoable until then, or revoke now, which is final. Both say their date before they happen.
 */
import type { LocalDate } from '../dates.ts';
import { addDays, addMonthsAnchored, dayOfMonth, maxDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import type { Schedule } from '../periods.ts';
import { nextBoundaryAfter } from '../periods.ts';
import type { SubscriptionState } from './transitions.ts';
import { nextState } from './transitions.ts';

export type CancelFacts = {
  state: SubscriptionState;
  /** Overdue, or paused while something is: the form asks whether it is still collected. */
  owes?: boolean;
  startsOn: LocalDate;
  trialEndsOn: LocalDate | null;
  /** End (exclusive) of the last term that is paid, granted, on trial or being collected. */
  termEndsOn: LocalDate | null;
  schedule: Schedule;
  /** Minimum commitment (exclusive end) and notice period, when the plan has them. */
  committedUntil?: LocalDate | null;
  noticeDays?: number;
  /** Sold once: nothing recurs that could be cancelled. */
  once?: boolean;
};

/** Whether what is overdue is still chased. */
export type Collecting = 'continue' | 'stop';

export type CancelDecision = {
  state: SubscriptionState;
  /** First day without the subscription. */
  endsOn: LocalDate;
  collecting: Collecting;
};

export const NotEnding = defineRefusal('not_ending', 409, {
  en: 'No cancellation is pending that could be undone.',
  fr: 'Aucune résiliation en attente ne peut être annulée.',
});

export const EndsByItself = defineRefusal('ends_by_itself', 409, {
  en: 'This was sold once: nothing more is billed. To end access before its time, revoke it.',
  fr: "Ceci a été vendu une seule fois : rien d'autre ne sera facturé. Pour fermer l'accès avant terme, révoquez-le.",
});

/** First day after a minimum commitment of whole months, counted from the first paid day. */
export function commitmentEnd(paidFrom: LocalDate, months: number): LocalDate | null {
  return months === 0 ? null : addMonthsAnchored(paidFrom, months, dayOfMonth(paidFrom));
}

/**
 * Cancels at period end: access stays until the end of the paid term, later when commitment or
 * notice ask for whole further periods. On trial it ends with the trial, before the start at
 * once. Where what is overdue is no longer collected, there is no paid time to keep: it ends today.
 */
export function planCancel(
  facts: CancelFacts,
  today: LocalDate,
  collecting: Collecting = 'continue',
): CancelDecision {
  const state = nextState('cancel_at_period_end', facts.state);
  if (state === 'cancelled') return { state, endsOn: facts.startsOn, collecting };
  if (facts.owes && collecting === 'stop') {
    return { state: 'cancelled', endsOn: maxDate(today, facts.startsOn), collecting };
  }
  if (facts.state === 'trialing' && facts.trialEndsOn !== null) {
    return { state, endsOn: facts.trialEndsOn, collecting };
  }
  if (facts.once) throw new EndsByItself();
  const paidUntil = maxDate(facts.termEndsOn ?? today, today);
  const earliest = maxDate(addDays(today, facts.noticeDays ?? 0), facts.committedUntil ?? today);
  const endsOn =
    paidUntil >= earliest ? paidUntil : nextBoundaryAfter(facts.schedule, addDays(earliest, -1));
  return { state: endsOn <= today ? 'cancelled' : state, endsOn, collecting };
}

/** Ends it now, finally: access closes today. One that never started ends on its start date. */
export function planRevoke(
  facts: Pick<CancelFacts, 'state' | 'startsOn'>,
  today: LocalDate,
): { state: SubscriptionState; endsOn: LocalDate } {
  return { state: nextState('revoke', facts.state), endsOn: maxDate(today, facts.startsOn) };
}

/** Takes a pending cancellation back; throws `NotEnding` when there is none, or it is over. */
export function planUndoCancel(
  facts: { state: SubscriptionState; endsOn: LocalDate | null },
  today: LocalDate,
): { state: SubscriptionState; endsOn: null } {
  const state = nextState('undo_cancellation', facts.state);
  if (facts.endsOn === null || facts.endsOn <= today) throw new NotEnding();
  return { state, endsOn: null };
}
