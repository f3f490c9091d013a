import type { Books, InvoiceLine } from './books.ts';
import { balanceOf } from './books.ts';
import type { PureCheck } from './check.ts';
import { differing, sumOf, sumsBy } from './check.ts';

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

/** Counted here from the invoices, whatever the engine believes; a cent is rounding of tax. */
function givenTwice({ total, back, moves }: InvoiceLine): boolean {
  const standing = moves.filter(({ invoice }) => invoice.status !== 'void');
  const moved = sumOf(standing, ({ line }) => line.back.total - line.total);
  return moved < 0 || (moves.length > 0 && moved + back.total > total + 1);
}

const title = (en: string, fr: string) => ({ en, fr });

/** The ledger and credit (billing-rules §10, §16). */
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
    name: 'moved_within_lines',
    title: title(
      'What a change of plan credits elsewhere is not given back a second time',
      "Ce qu'un changement de formule crédite ailleurs n'est pas rendu une seconde fois",
    ),
    find: ({ invoices }) =>
      invoices.filter(({ lines }) => lines.some(givenTwice)).map(({ number }) => number),
  },
];
