import type { Database } from '../../src/db/transaction.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { billingWorld, cards, type World } from './billingWorld.ts';

/** Somebody who pays 30.00 EUR a month by a card that works, or by another test card. */
export async function monthlyMember(
  db: Database,
  from: { day: string; firstBillingOn: string },
  card: string = cards.good,
) {
  const world = await billingWorld(db, from.day, { settings: { anchor_days_29_31: true } });
  const planId = await world.plan({ amount: 3000 });
  const firstBillingOn = d(from.firstBillingOn);
  const added = await world.join(planId, { card, firstBillingOn, prorate: false });
  return { world, ...added };
}

/** The periods of all invoices, oldest first. */
export function periodsOf(world: World) {
  return world.rows<{ on: string; start: string; end: string; status: string }>(
    `select issued_on as on, period_start as start, period_end as end, status from invoice
     order by issued_on, serial`,
  );
}
