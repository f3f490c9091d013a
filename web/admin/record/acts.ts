import type { Contact } from '../../api/people.ts';
import type { Subscription } from '../../api/subscriptions.ts';

/** What can be done on a record; the word is also the address's `act`. */
export const acts = [
  'approve',
  'decline',
  'refund',
  'payment',
  'extend',
  'unextend',
  'pause',
  'resume',
  'change',
  'withdraw',
  'payer',
  'reactivate',
  'held',
  'cancel',
  'uncancel',
  'revoke',
  'card',
  'invite',
  'block',
  'unblock',
  'delete',
] as const;

export type Act = (typeof acts)[number];

const over = ['cancelled', 'expired'];

/** The subscription that acts on the record mean: the running one, else the latest. */
export function mainSubscription(
  subscriptions: Subscription[],
  contactId: string,
): Subscription | null {
  const own = subscriptions.filter(({ contact }) => contact.id === contactId);
  return own.find(({ state }) => !over.includes(state)) ?? own[0] ?? null;
}

const may = (subscription: Subscription | null, ...names: string[]) =>
  subscription !== null && names.some((name) => subscription.allowed.includes(name));

/** The acts a subscription allows now (the server's table), and its marks. */
export function actsOnSubscription(subscription: Subscription | null): Act[] {
  if (!subscription) return [];
  const isEnding = subscription.cancellation !== null;
  const isPaused = subscription.pause !== null || subscription.state === 'paused';
  const isRequest = may(subscription, 'approve');
  const found: (Act | false)[] = [
    isRequest && 'approve',
    isRequest && 'decline',
    may(subscription, 'extend') && 'extend',
    subscription.undoable_extension !== null && 'unextend',
    !isPaused && may(subscription, 'pause') && 'pause',
    isPaused && may(subscription, 'resume') && 'resume',
    may(subscription, 'change_plan', 'change') && 'change',
    subscription.pending_change !== null && 'withdraw',
    !isEnding && may(subscription, 'cancel_at_period_end', 'cancel') && 'cancel',
    isEnding && may(subscription, 'undo_cancellation', 'uncancel') && 'uncancel',
    may(subscription, 'reactivate') && 'reactivate',
    may(subscription, 'revoke') && 'payer',
    may(subscription, 'decide_held_billing') && 'held',
    !isRequest && may(subscription, 'revoke') && 'revoke',
  ];
  return found.filter((act) => act !== false);
}

/** The acts on the person as such. */
export function actsOnContact(contact: Contact, can: (permission: string) => boolean): Act[] {
  const found: (Act | false)[] = [
    can('people.write') && contact.email !== null && contact.portal.state !== 'active' && 'invite',
    can('billing.write') && 'card',
    can('people.write') && (contact.blocked_at ? 'unblock' : 'block'),
    can('people.delete') && 'delete',
  ];
  return found.filter((act) => act !== false);
}
