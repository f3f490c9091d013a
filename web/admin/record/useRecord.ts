import { useQuery } from '@tanstack/react-query';
import type { Contact, PersonRow } from '../../api/people.ts';
import type { Subscription } from '../../api/subscriptions.ts';
import { useOrganization } from '../organization.ts';
import { type Act, actsOnContact, actsOnSubscription, mainSubscription } from './acts.ts';
import { contactQuery, subscriptionsQuery } from './queries.ts';

export type RecordState = {
  contact: Contact;
  row: PersonRow | null;
  subscriptions: Subscription[];
  subscription: Subscription | null;
  acts: Act[];
};

/** Everything the head of a record needs. */
export function useRecord(id: string, listed?: PersonRow) {
  const { org, can } = useOrganization();
  const contact = useQuery(contactQuery(org, id));
  const subscriptions = useQuery(subscriptionsQuery(org, id));
  const items = subscriptions.data?.items ?? [];
  const subscription = mainSubscription(items, id);
  const onSubscription = can('subscriptions.write') ? actsOnSubscription(subscription) : [];
  const onMoney: Act[] = can('billing.write') && items.length > 0 ? ['refund', 'payment'] : [];
  const record: RecordState | null = contact.data
    ? {
        contact: contact.data,
        row: contact.data.summary ?? listed ?? rowOf(contact.data, items, subscription),
        subscriptions: items,
        subscription,
        acts: [...onMoney, ...onSubscription, ...actsOnContact(contact.data, can)],
      }
    : null;
  return { record, contact, subscriptions };
}

/** The row of the list, worked out from the subscriptions where the list is not at hand. */
function rowOf(
  contact: Contact,
  subscriptions: Subscription[],
  main: Subscription | null,
): PersonRow {
  const own = subscriptions.filter(({ contact: holder }) => holder.id === contact.id);
  const base = { id: contact.id, kind: contact.kind, name: contact.display_name };
  const joined = own.map(({ starts_on }) => starts_on).sort()[0] ?? null;
  return {
    ...base,
    status: main?.state ?? null,
    renews: main !== null && main.ends_on === null,
    blocked: contact.blocked_at !== null,
    joined_on: joined,
    plan_name: main?.plan?.name ?? null,
    amount: main ? main.amount * main.quantity : null,
    currency: main?.currency ?? null,
    interval_unit: main?.interval_unit ?? null,
    interval_count: main?.interval_count ?? null,
  };
}
