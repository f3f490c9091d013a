import { Refusal } from '../../domain/errors.ts';
import { act } from '../context.ts';
import type { World } from './world.ts';

/** A running subscription as far as choosing what happens to it goes. */
export type Runner = {
  id: string;
  contactId: string;
  payerId: string;
  planId: string;
  amount: number;
  intervalUnit: string;
  state: string;
  collection: 'automatic' | 'invoice';
  ending: boolean;
  hasMethod: boolean;
  /** Of the contact: the one order that is the same in every run. */
  email: string;
};

/** Everybody who holds something, in an order that does not depend on random ids. */
export async function runners({ ctx }: World): Promise<Runner[]> {
  return act(ctx, ({ tx }) =>
    tx.query<Runner>(
      `select s.id, s.contact_id as "contactId", s.payer_id as "payerId", s.plan_id as "planId",
         s.amount, s.interval_unit as "intervalUnit", s.state, s.collection,
         s.ends_on is not null as ending, m.id is not null as "hasMethod", c.email
       from subscription s
       join contact c on c.org_id = app_org() and c.id = s.contact_id
       left join payment_method m on m.org_id = app_org() and m.payer_id = s.payer_id
         and m.replaced_at is null
       where s.org_id = app_org() and s.state not in ('cancelled', 'expired')
       order by c.email, s.starts_on`,
    ),
  );
}

/**
 * Tries something that the rules may refuse by now (it was cancelled since, say): a refusal is an
 * answer of the organization's life like any other. Anything else is a defect and goes on.
 */
export async function attempt(work: () => Promise<unknown>): Promise<'done' | 'refused'> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (error instanceof Refusal) return 'refused';
    throw error;
  }
}

/** How many of `count` an event reaches in a day, when `monthly` is its share in a month. */
export function drawsToday({ chance }: World, count: number, monthly: number): number {
  const expected = (count * monthly) / 30.4;
  const whole = Math.floor(expected);
  return whole + (chance.happens(expected - whole) ? 1 : 0);
}
