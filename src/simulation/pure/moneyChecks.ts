import { addDays } from '../../domain/dates.ts';
import type { Attempt, Books } from './books.ts';
import { balanceOf, isUnresolved } from './books.ts';
import type { PureCheck } from './check.ts';
import { differing, sumOf, sumsBy } from './check.ts';
import { isAutomatic } from './engine.ts';

type Owned = { payer: string; currency: string };

const owner = ({ payer, currency }: Owned) => `${payer} ${currency}`;

function account(books: Books, name: string, sign: 1 | -1): Map<string, number> {
  const entries = books.entries.filter((entry) => entry.account === name);
  return sumsBy(entries, owner, (entry) => sign * entry.amount);
}

function cash(books: Books): string[] {
  const booked = books.entries.filter((entry) => entry.account.startsWith('cash:'));
  const is = sumsBy(
    booked,
    (e) => `${e.account} ${e.currency}`,
    (e) => e.amount,
  );
  const should = new Map<string, number>();
  const add = (key: string, amount: number) => should.set(key, (should.get(key) ?? 0) + amount);
  for (const { gateway, currency, amount, reversed } of books.payments) {
    if (!reversed) add(`cash:${gateway} ${currency}`, amount);
  }
  for (const { payment, amount, state, outside } of books.refunds) {
    const gateway = outside ? 'offline' : payment.gateway;
    if (state === 'succeeded') add(`cash:${gateway} ${payment.currency}`, -amount);
  }
  return differing(is, should);
}

/** Credit may never have been below zero, at no moment. */
function everNegative(books: Books): string[] {
  const sums = new Map<string, number>();
  const bad = new Set<string>();
  for (const each of books.credits) {
    const sum = (sums.get(owner(each)) ?? 0) + each.amount;
    sums.set(owner(each), sum);
    if (sum < 0) bad.add(owner(each));
  }
  return [...bad];
}

function settledOtherwise(books: Books): string[] {
  const came = new Map<number, number>();
  const add = (id: number, amount: number) => came.set(id, (came.get(id) ?? 0) + amount);
  for (const { places, reversed } of books.payments) {
    for (const { invoice, amount } of places) if (invoice && !reversed) add(invoice.id, amount);
  }
  for (const { invoice, amount, state } of books.refunds) {
    if (state === 'succeeded') add(invoice.id, -amount);
  }
  // What credit did to an invoice is the rest; it must be what the ledger says of the claim.
  const claims = sumsBy(
    books.invoices.filter(({ status }) => status === 'open'),
    owner,
    balanceOf,
  );
  const credited = books.invoices.filter((each) => {
    return (
      each.credited !==
      sumOf(
        books.notes.filter((n) => n.invoice === each),
        (n) => n.total,
      )
    );
  });
  const more = books.invoices.filter((each) => each.settled > each.total - each.credited);
  return [
    ...differing(account(books, 'receivable', 1), claims),
    ...[...credited, ...more].map(({ number }) => number),
  ];
}

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

/** Ledger, credit, charges and refunds (billing-rules §6, §7, §8, §10, §16). */
export const moneyChecks: PureCheck[] = [
  {
    name: 'ledger_balances',
    title: title('Every ledger transaction sums to zero', "Chaque écriture s'équilibre"),
    find: ({ entries }) =>
      differing(
        sumsBy(
          entries,
          (e) => `${e.transaction} ${e.currency}`,
          (e) => e.amount,
        ),
        new Map(),
      ),
  },
  {
    name: 'receivable_is_open_balances',
    title: title(
      'The receivable account of each payer is the sum of their open balances',
      'Le compte client de chaque payeur est la somme de ses soldes ouverts',
    ),
    find: settledOtherwise,
  },
  {
    name: 'credit_is_credit_entries',
    title: title(
      'The credit account of each payer is the sum of their unused credit',
      "Le compte d'avoir de chaque payeur est la somme de ses avoirs non utilisés",
    ),
    find: (books) =>
      differing(
        account(books, 'credit', -1),
        sumsBy(books.credits, owner, (c) => c.amount),
      ),
  },
  {
    name: 'credit_never_negative',
    title: title(
      'No payer ever used more credit than they had',
      "Aucun payeur n'a jamais utilisé plus d'avoir qu'il n'en avait",
    ),
    find: everNegative,
  },
  {
    name: 'cash_is_payments_less_refunds',
    title: title(
      'The cash of each gateway is what came in less what was given back',
      'La caisse de chaque passerelle est ce qui est entré moins ce qui a été rendu',
    ),
    find: cash,
  },
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
