import type { Queryable } from '../transaction.ts';

/** Whether a subscription is this contact's own. */
export async function holdsSubscription(
  tx: Queryable,
  contactId: string,
  id: string,
): Promise<boolean> {
  const row = await tx.maybeOne('select 1 from subscription where id = $1 and contact_id = $2', [
    id,
    contactId,
  ]);
  return row !== undefined;
}
