/** The dates a new subscription begins with, by how its plan is sold (billing-rules §1, §14). */
import type { Season } from '../billing/season.ts';
import { SeasonDates, seasonOpening } from '../billing/season.ts';
import type { LocalDate } from '../dates.ts';
import { addMonthsAnchored, dayOfMonth, FOREVER } from '../dates.ts';
import { atField } from '../fields.ts';
import type { Anchor } from '../periods.ts';
import { anchorOf, boundary, scheduleFrom } from '../periods.ts';
import type { JoinInput } from './join.ts';

/**
 * How a plan is sold: period after period from a day of one's own, by seasons that are everybody's,
 * or once, for as long as the price's interval says or for good.
 */
export type PlanSale =
  | { kind: 'periods' }
  | { kind: 'season'; season: Season }
  | { kind: 'once'; forever: boolean };

export type FirstDates = {
  /** The first day billed as a whole period; the end of the paid time for what is sold once. */
  firstBillingOn: LocalDate;
  anchor: Anchor;
  /** It began after the roll-over day: one price pays for more than one period. */
  rollsOver: boolean;
  /** First day after what is sold once; null: goes on, or for good. */
  endsOn: LocalDate | null;
};

/** The first dates of somebody who pays from `paidFrom` on. Throws `SeasonDates`. */
export function firstDates(input: JoinInput, paidFrom: LocalDate): FirstDates {
  const { sale } = input.plan;
  if (sale.kind === 'season') return seasonDates(input, sale.season, paidFrom);
  if (sale.kind === 'once') return onceDates(input, sale.forever, paidFrom);
  const firstBillingOn = input.firstBillingOn ?? paidFrom;
  const anchor = anchorFor(input, firstBillingOn);
  return { firstBillingOn, anchor, rollsOver: false, endsOn: null };
}

/** The season decides; an import may have paid further, up to the season's next day from there. */
function seasonDates(input: JoinInput, season: Season, paidFrom: LocalDate): FirstDates {
  const { interval } = input.price;
  if (input.source === 'import') {
    const paidUntil = input.firstBillingOn ?? paidFrom;
    const { nextOn, anchor } = seasonOpening({ ...season, rollover: null }, interval, paidUntil);
    return { firstBillingOn: nextOn, anchor, rollsOver: false, endsOn: null };
  }
  const { nextOn, anchor, rollsOver } = seasonOpening(season, interval, paidFrom);
  if (input.firstBillingOn !== null && input.firstBillingOn !== nextOn) {
    throw atField(SeasonDates, '/first_billing_on', { date: nextOn });
  }
  return { firstBillingOn: nextOn, anchor, rollsOver, endsOn: null };
}

/** Paid on its first day; an import was paid elsewhere and is only good until its date. */
function onceDates(input: JoinInput, forever: boolean, paidFrom: LocalDate): FirstDates {
  const { interval } = input.price;
  const anchor = anchorOf(paidFrom, interval);
  const length = forever ? FOREVER : boundary(scheduleFrom(paidFrom, interval), 1);
  const given = input.source === 'import' ? input.firstBillingOn : null;
  const end = given !== null && given > paidFrom ? given : length;
  return {
    firstBillingOn: input.source === 'import' ? end : paidFrom,
    anchor,
    rollsOver: false,
    endsOn: end === FOREVER ? null : end,
  };
}

function anchorFor(input: JoinInput, firstBillingOn: LocalDate): Anchor {
  const anchor = anchorOf(firstBillingOn, input.price.interval);
  const day = input.anchorDay ?? anchor.day;
  const clamps = dayOfMonth(addMonthsAnchored(firstBillingOn, 0, day)) === anchor.day;
  return clamps ? { ...anchor, day } : anchor;
}
