import type { Queryable } from '../transaction.ts';

export type Held = {
  contactId: string;
  subscriptionId: string;
  /** Not yet: a change to the plan waits for its day. */
  waits: boolean;
};

/** Of some contacts the subscriptions by which they hold a plan, or will, by contact. */
export async function holdingsOf(
  tx: Queryable,
  contactIds: readonly string[],
  planId: string,
): Promise<Map<string, string[]>> {
  const held = await holdersAmong(tx, contactIds, planId);
  const byContact = Map.groupBy(held, ({ contactId }) => contactId);
  return new Map([...byContact].map(([id, all]) => [id, all.map((each) => each.subscriptionId)]));
}

const holders = {
  name: 'plan_holders',
  text: `select s.contact_id as "contactId", s.id as "subscriptionId", s.plan_id <> $2 as waits
    from subscription s
    where s.org_id = app_org() and s.contact_id = any($1::uuid[])
      and s.state not in ('cancelled', 'expired')
      and (s.plan_id = $2 or exists (select from subscription_change c
        where c.org_id = app_org() and c.subscription_id = s.id and c.plan_id = $2
          and c.applied_at is null and c.withdrawn_at is null))
    order by s.id`,
};

/** What of a plan some contacts hold, or are about to by a change that waits. */
export function holdersAmong(
  tx: Queryable,
  contactIds: readonly string[],
  planId: string,
): Promise<Held[]> {
  return tx.query<Held>(holders, [contactIds, planId]);
}
