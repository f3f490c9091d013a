import { contactNames } from '../../db/people/contact.ts';
import { holdersAmong } from '../../db/subscriptions/held.ts';
import type { Tx } from '../../db/transaction.ts';
import { AlreadySubscribed } from './refusals.ts';

/**
 * One running subscription per contact and plan, unless the plan allows several
 * (spec/plans-and-billing.md); one that changes to the plan later counts. Lock the contact. Refuses
 * with `AlreadySubscribed`.
 */
export async function refuseDuplicate(
  tx: Tx,
  contactId: string,
  plan: { id: string; name: string; allowSeveral: boolean },
  exceptId: string | null = null,
): Promise<void> {
  if (plan.allowSeveral) return;
  const held = await holdersAmong(tx, [contactId], plan.id);
  if (held.every(({ subscriptionId }) => subscriptionId === exceptId)) return;
  const names = await contactNames(tx, [contactId]);
  throw new AlreadySubscribed({ name: names.get(contactId) ?? '', plan: plan.name });
}
