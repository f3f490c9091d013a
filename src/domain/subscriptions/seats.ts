/** Seats of plans with a capacity (plans-and-billing "Plan"): counted and held by the database. */
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';

export const PlanFull = defineRefusal('plan_full', 409, {
  en: 'This plan is full: all its seats are taken. A seat is free again when somebody cancels.',
  fr: "Cette formule est complète : toutes ses places sont prises. Une place se libère dès qu'un membre résilie.",
});

/** Seats still free; null where there is no limit. */
export function seatsLeft(plan: { capacity: number | null; seatsTaken: number }): number | null {
  return plan.capacity === null ? null : Math.max(0, plan.capacity - plan.seatsTaken);
}

/**
 * Refuses with `PlanFull`, at its field, when fewer seats are free than `seats` more need. The
 * database has the last word: two at once meet there.
 */
export function refuseFull(
  plan: { capacity: number | null; seatsTaken: number },
  seats: number,
): void {
  const left = seatsLeft(plan);
  if (left !== null && seats > left) throw atField(PlanFull, '/plan_id');
}

type Holding = { planId: string; quantity: number };

/**
 * How many more seats of its plan a subscription holds after a change: what it has keeps its seat
 * until a change that waits is carried out, and one that is ending holds none.
 */
export function seatsMore(
  row: Holding & { pendingChange: Holding | null; cancellation: unknown },
  becoming: Holding,
  applies: 'now' | 'later',
): number {
  if (row.cancellation) return 0;
  const of = (held: Holding | null) => (held?.planId === becoming.planId ? held.quantity : 0);
  const before = Math.max(of(row), of(row.pendingChange));
  const after = applies === 'now' ? becoming.quantity : Math.max(of(row), becoming.quantity);
  return after - before;
}
