/** Seats of plans with a capacity (plans-and-billing "Plan"): counted and held by the database. */
import { defineRefusal } from '../errors.ts';

export const PlanFull = defineRefusal('plan_full', 409, {
  en: 'This plan is full: all its seats are taken. A seat is free again when somebody cancels.',
  fr: "Cette formule est complète : toutes ses places sont prises. Une place se libère dès qu'un membre résilie.",
});

/** Seats still free; null where there is no limit. */
export function seatsLeft(plan: { capacity: number | null; seatsTaken: number }): number | null {
  return plan.capacity === null ? null : Math.max(0, plan.capacity - plan.seatsTaken);
}
