/** Stories about failed payments begin with a member whose next charge is refused. */

import type { Database } from '../../src/db/connection.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';

export const nothing = { events: [], mails: [], charges: [] };
/** Nothing but the word that a retry comes. */
export const announced = { ...nothing, mails: ['retry_announced'] };

/** A member since 2 February, 25 € a month, whose card is empty when March is charged. */
export async function overdueMember(db: Database, card = cards.empty, settings: object = {}) {
  const world = await billingWorld(db, '2026-02-02', { settings });
  const planId = await world.plan({ amount: 2500 });
  const member = await world.join(planId, {
    card: cards.good,
    firstBillingOn: d('2026-02-02'),
    prorate: false,
  });
  await world.card(member.contactId, card);
  await world.until('2026-03-01');
  await world.news();
  return { world, ...member };
}

/** What the list says about a member's access. */
export async function accessOf(world: World, contactId: string) {
  const [row] = await world.rows<{ overdue: boolean; closed: string | null; next: string | null }>(
    `select overdue, access_closed as closed, next_billing_on as next from directory
     where contact_id = $1`,
    [contactId],
  );
  return row!;
}

/** The steps of all cases, in their order. */
export function stepsOf(world: World) {
  return world.rows(
    `select kind, due_on as on, outcome from overdue_step order by case_id, position`,
  );
}
