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
        row: contact.data.summary ?? listed ?? null,
        subscriptions: items,
        subscription,
        acts: [...onMoney, ...onSubscription, ...actsOnContact(contact.data, can)],
      }
    : null;
  return { record, contact, subscriptions };
}
