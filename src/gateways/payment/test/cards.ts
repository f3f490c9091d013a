import type { Sentence } from '../../../domain/errors.ts';
import type { MethodDetails } from '../port.ts';

/** What the test gateway does with a card, known from its number alone. */
export type CardBehavior =
  | { does: 'succeed' }
  | { does: 'decline'; kind: 'soft' | 'hard'; reason: string }
  | { does: 'decline_once'; reason: string }
  | { does: 'time_out'; effect: 'none' | 'charged' }
  | { does: 'settle_late'; hours: number; reason: string | null }
  /** Refused at first; it tries again by itself, and that is its last word. */
  | { does: 'try_itself'; hours: number; reason: string; end: 'paid' | 'refused' }
  | { does: 'authenticate' };

export type TestCard = { number: string; label: Sentence; behavior: CardBehavior };

const soft = (reason: string): CardBehavior => ({ does: 'decline', kind: 'soft', reason });
const hard = (reason: string): CardBehavior => ({ does: 'decline', kind: 'hard', reason });

/** Every card of the test gateway, in the order forms offer them. */
export const testCards: readonly TestCard[] = [
  {
    number: '4242424242424242',
    label: { en: 'Always paid', fr: 'Toujours payée' },
    behavior: { does: 'succeed' },
  },
  {
    number: '4000000000009995',
    label: { en: 'Declined: not enough money', fr: 'Refusée : provision insuffisante' },
    behavior: soft('insufficient_funds'),
  },
  {
    number: '4000000000000069',
    label: { en: 'Declined: card out of date', fr: 'Refusée : carte périmée' },
    behavior: soft('expired_card'),
  },
  {
    number: '4000000000009979',
    label: { en: 'Declined for good: stolen card', fr: 'Refusée définitivement : carte volée' },
    behavior: hard('stolen_card'),
  },
  {
    number: '4000000000000226',
    label: { en: 'Declined for good: account closed', fr: 'Refusée définitivement : compte clos' },
    behavior: hard('account_closed'),
  },
  {
    number: '4000000000000341',
    label: { en: 'Declined once, then paid', fr: 'Refusée une fois, puis payée' },
    behavior: { does: 'decline_once', reason: 'insufficient_funds' },
  },
  {
    number: '4000000000000119',
    label: { en: 'No answer, nothing charged', fr: 'Sans réponse, rien de débité' },
    behavior: { does: 'time_out', effect: 'none' },
  },
  {
    number: '4000000000000127',
    label: { en: 'No answer, but charged', fr: 'Sans réponse, mais débitée' },
    behavior: { does: 'time_out', effect: 'charged' },
  },
  {
    number: '4000000000000077',
    label: { en: 'Paid after three days', fr: 'Payée après trois jours' },
    behavior: { does: 'settle_late', hours: 72, reason: null },
  },
  {
    number: '4000000000000085',
    label: { en: 'Refused after three days', fr: 'Refusée après trois jours' },
    behavior: { does: 'settle_late', hours: 72, reason: 'insufficient_funds' },
  },
  {
    number: '4000000000000259',
    label: {
      en: 'Declined; the gateway tries again by itself: paid after three days',
      fr: 'Refusée ; le prestataire réessaie de lui-même : payée après trois jours',
    },
    behavior: { does: 'try_itself', hours: 72, reason: 'insufficient_funds', end: 'paid' },
  },
  {
    number: '4000000000000267',
    label: {
      en: 'Declined; the gateway tries again by itself and gives up after three days',
      fr: 'Refusée ; le prestataire réessaie de lui-même et renonce après trois jours',
    },
    behavior: { does: 'try_itself', hours: 72, reason: 'insufficient_funds', end: 'refused' },
  },
  {
    number: '4000002500003155',
    label: { en: 'Needs confirmation at the bank', fr: 'À confirmer auprès de la banque' },
    behavior: { does: 'authenticate' },
  },
];

const byNumber = new Map(testCards.map((card) => [card.number, card.behavior]));

/** What happens to a charge of this token; an unknown card is declined as a wrong number. */
export function behaviorOf(token: string): CardBehavior {
  const number = /\d{16}/.exec(token)?.[0] ?? '';
  return byNumber.get(number) ?? hard('incorrect_number');
}

/**
 * The payment method that a test card's number stands for. `id` makes its token unlike any other,
 * so that "declined once" counts for this method alone.
 */
export function testMethod(number: string, id: string): MethodDetails {
  const digits = number.replace(/\D/g, '');
  return {
    kind: 'card',
    token: `test_${digits}_${id}`,
    customer: null,
    brand: 'visa',
    last4: digits.slice(-4),
    expMonth: 12,
    expYear: 2049,
  };
}
