import { addDays } from '../../domain/dates.ts';
import type { Attempt, Books } from './books.ts';
import { isUnresolved } from './books.ts';
import type { PureCheck } from './check.ts';
import { sumOf, sumsBy } from './check.ts';
import { isAutomatic } from './engine.ts';

function overlappingAttempts({ attempts }: Books): string[] {
  const byInvoice = Map.groupBy(attempts, (attempt) => attempt.invoice);
  return [...byInvoice].flatMap(([invoice, list]) => {
    const twice = list.some((one, i) => {
      const next = list[i + 1];
      return next && (one.resolved === null || one.resolved > next.opened);
    });
    return twice ? [invoice.number] : [];
  });
}

function twiceBy(attempts: Attempt[], key: (attempt: Attempt) => string): string[] {
  const groups = Map.groupBy(attempts, key);
  return [...groups].filter(([, list]) => list.length > 1).map(([name]) => name);
}

/** The gateway's own list beside ours: nothing charged that we do not know, nothing twice. */
function unlikeGateway({ attempts, gateway, today }: Books): string[] {
  const known = new Map(attempts.map((attempt) => [attempt.id, attempt]));
  const charged = [...gateway.charges].filter(([, each]) => each.succeeded && each.on <= today);
  const strange = charged.filter(([key, { amount }]) => {
    const attempt = known.get(key);
    return !attempt || attempt.amount !== amount || attempt.state === 'declined';
  });
  const keys = new Set(charged.map(([key]) => key));
  const invented = attempts.filter(({ id, state }) => state === 'succeeded' && !keys.has(id));
  return [...strange.map(([key]) => key), ...invented.map(({ id }) => id)];
}

function unlikeGatewayRefunds({ refunds, gateway }: Books): string[] {
  const known = new Map(refunds.map((refund) => [refund.id, refund]));
  const strange = [...gateway.refunds].filter(
    ([key, { amount }]) => known.get(key)?.amount !== amount,
  );
  const invented = refunds.filter(({ id, state, outside }) => {
    return state === 'succeeded' && !outside && !gateway.refunds.has(id);
  });
  return [...strange.map(([key]) => key), ...invented.map(({ id }) => id)];
}

function overRefunded(books: Books): string[] {
  const given = Map.groupBy(books.refunds, ({ payment }) => payment);
  return [...given]
    .filter(([payment, list]) => sumOf(list, (refund) => refund.amount) > payment.amount)
    .map(([payment]) => payment.payer);
}

function misplaced({ payments }: Books): string[] {
  return payments
    .filter(({ places, amount }) => sumOf(places, (place) => place.amount) !== amount)
    .map(({ payer }) => payer);
}

function withoutPayment({ attempts, payments }: Books): string[] {
  const counts = sumsBy(
    payments,
    ({ attempt }) => attempt?.id ?? '',
    () => 1,
  );
  return attempts
    .filter(({ id, state }) => (counts.get(id) ?? 0) !== (state === 'succeeded' ? 1 : 0))
    .map(({ id }) => id);
}

const title = (en: string, fr: string) => ({ en, fr });

/** Charges and refunds, beside the gateway's own list (billing-rules §6, §7, §8, §10). */
export const chargeChecks: PureCheck[] = [
  {
    name: 'one_open_attempt',
    title: title(
      'An invoice has at most one charge without an answer at any time',
      'Une facture a à tout moment au plus un débit sans réponse',
    ),
    find: overlappingAttempts,
  },
  {
    name: 'one_success_per_cycle',
    title: title('No invoice was charged twice', "Aucune facture n'a été débitée deux fois"),
    find: ({ attempts }) =>
      twiceBy(
        attempts.filter(({ state }) => state === 'succeeded'),
        ({ invoice, cycle }) => `${invoice.number} ${cycle}`,
      ),
  },
  {
    name: 'one_automatic_attempt_a_day',
    title: title(
      'An invoice is tried by itself at most once a day',
      "Une facture est tentée d'elle-même au plus une fois par jour",
    ),
    find: ({ attempts }) =>
      twiceBy(attempts.filter(isAutomatic), ({ invoice, day }) => `${invoice.number} ${day}`),
  },
  {
    name: 'success_has_its_payment',
    title: title(
      'Every successful charge has exactly its payment, and no other charge has one',
      "Chaque débit réussi a exactement son paiement, et aucun autre n'en a",
    ),
    find: withoutPayment,
  },
  {
    name: 'received_is_placed_once',
    title: title(
      'Every received amount is placed exactly once',
      'Chaque montant reçu est placé exactement une fois',
    ),
    find: misplaced,
  },
  {
    name: 'refunds_within_payments',
    title: title(
      'No payment is refunded beyond what it brought',
      "Aucun paiement n'est remboursé au-delà de ce qu'il a apporté",
    ),
    find: overRefunded,
  },
  {
    name: 'gateway_agrees_on_charges',
    title: title(
      'The gateway charged what our books say, and nothing else',
      "La passerelle a débité ce que disent nos comptes, et rien d'autre",
    ),
    find: unlikeGateway,
  },
  {
    name: 'gateway_agrees_on_refunds',
    title: title(
      'The gateway gave back what our books say, and nothing else',
      "La passerelle a rendu ce que disent nos comptes, et rien d'autre",
    ),
    find: unlikeGatewayRefunds,
  },
  {
    name: 'unknown_is_asked_about',
    title: title(
      'No charge or refund is left without an answer once the gateway gives one',
      'Aucun débit ni remboursement ne reste sans réponse dès que la passerelle en donne une',
    ),
    // A card may take three days to settle.
    find: ({ attempts, refunds, today }) => [
      ...attempts.filter((a) => isUnresolved(a) && addDays(a.day, 5) < today).map(({ id }) => id),
      ...refunds.filter(({ state }) => state === 'sent').map(({ id }) => id),
    ],
  },
];
