import { addDays, dayOfMonth } from '../../domain/dates.ts';
import type { Interval } from '../../domain/periods.ts';
import type { Tax, TaxMode } from '../../domain/tax.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { Books, Sub } from './books.ts';
import { chargeInvoice } from './collect.ts';
import { anyCard } from './gateway.ts';
import { writePlanned } from './money.ts';
import { owesTax } from './payerTax.ts';

export type Offer = {
  name: string;
  amount: number;
  currency: string;
  interval: Interval;
  taxMode: TaxMode;
  taxes: readonly Tax[];
  setupAmount: number;
  trialDays: number;
};

const every = (unit: Interval['unit'], count = 1): Interval => ({ unit, count });

/** Plans of a community: intervals, taxes (two side by side too), fees, trials, two currencies. */
export function offersOf({ chance }: Pick<Books, 'chance'>): Offer[] {
  const taxes = taxesOf(chance.pick(['0', '20', '5.5', '5+9.975', '7.7']));
  const currency = chance.pick(['EUR', 'USD', 'JPY', 'KWD']);
  const taxMode = chance.pick(['inclusive', 'exclusive'] as const);
  const base = { currency, taxes, taxMode, setupAmount: 0, trialDays: 0 };
  const trialDays = chance.pick([0, 14]);
  const anyAmount = () => chance.whole(101, 9999);
  return [
    { ...base, name: 'Free', amount: 0, interval: every('month') },
    { ...base, name: 'Basic', amount: anyAmount(), interval: every('month') },
    { ...base, name: 'Basic', amount: anyAmount() * 10, interval: every('year') },
    { ...base, name: 'Full', amount: anyAmount(), interval: every('month'), trialDays },
    { ...base, name: 'Full', amount: anyAmount() * 3, interval: every('month', 3) },
    { ...base, name: 'Set-up', amount: anyAmount(), interval: every('month'), setupAmount: 1999 },
    { ...base, name: 'Weeks', amount: anyAmount(), interval: every('week', 6) },
    { ...base, name: 'Abroad', currency: 'CHF', amount: anyAmount(), interval: every('month') },
  ];
}

const weights = [1, 6, 2, 4, 1, 1, 1, 1];

/** Somebody joins, with any of the date cases of joining.md; what is due at once is charged. */
export function join(books: Books, offers: Offer[]): void {
  const payer = payerOf(books);
  const offer = anyOffer(books, offers);
  joinAs(books, offer, payer);
  // A company brings two people on one day.
  if (books.chance.happens(0.1)) joinAs(books, offer, payer);
}

function anyOffer({ chance }: Books, offers: Offer[]): Offer {
  return chance.weighted(offers.map((each, i) => [weights[i] ?? 1, each] as const));
}

function joinAs(books: Books, offer: Offer, payer: string): void {
  const { chance, today } = books;
  const startOn = addDays(today, chance.pick([0, 0, 0, 0, 2, 20]));
  const paidFrom = addDays(startOn, offer.trialDays);
  const firstBillingOn = addDays(paidFrom, chance.pick([0, 0, 3, 9, 17, 30]));
  const answer = books.engine.planJoin({
    plan: { ...offer, sale: { kind: 'periods' } },
    price: offer,
    quantity: chance.pick([1, 1, 1, 2, 3]),
    ...{ startOn, firstBillingOn, today },
    prorate: chance.happens(0.7),
    source: 'staff',
    trialDays: offer.trialDays,
    dueDays: books.cards.has(payer) ? 0 : 14,
    reverseCharge: owesTax(payer, today),
  });
  const { state, startsOn, trialEndsOn } = answer.subscription;
  const sub: Sub = {
    id: books.subs.length + 1,
    facts: { ...answer.facts, setupAmount: 0 },
    ...{ payer, plan: offer.name, state, startsOn, trialEndsOn },
    endCause: null,
    pause: null,
    pending: null,
    collection: books.cards.has(payer) ? 'automatic' : 'invoice',
    held: false,
    returns: [],
    remembered: {
      anchorOn: firstBillingOn,
      day: dayOfMonth(firstBillingOn),
      interval: offer.interval,
    },
    version: 1,
  };
  books.subs.push(sub);
  const planned = { invoices: answer.invoicesNow, terms: answer.terms };
  const issued = writePlanned(books, sub, { ...planned, type: 'subscription' });
  if (sub.collection !== 'automatic') return;
  for (const invoice of issued) chargeInvoice(books, invoice, 'billing');
}

/** Somebody new, most often with a card, or somebody who pays for others already. */
function payerOf(books: Books): string {
  const { chance, subs, cards } = books;
  if (subs.length > 0 && chance.happens(0.2)) return chance.pick(subs).payer;
  const payer = `payer ${subs.length + 1}`;
  if (chance.happens(0.8)) cards.set(payer, anyCard(books));
  return payer;
}
