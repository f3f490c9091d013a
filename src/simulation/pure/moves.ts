import { scheduleOf } from '../../domain/billing/plan.ts';
import { addDays, dayOfMonth, maxDate } from '../../domain/dates.ts';
import type { Books, Invoice, Sub } from './books.ts';
import { balanceOf, factsNow, lastTermEnd } from './books.ts';
import { closeCases } from './cases.ts';
import { change } from './changes.ts';
import { chargeInvoice, sendRefund } from './collect.ts';
import { anyCard } from './gateway.ts';
import type { Offer } from './joins.ts';
import { join } from './joins.ts';
import { endNow, movePending, rememberMoved, revoke, save } from './life.ts';
import { giveUp, receive, takeBack, writePlanned } from './money.ts';
import { beginPause, resume } from './planned.ts';

export type Move = (books: Books, offers: Offer[]) => void;

const isRunning = ({ state }: Sub) => state !== 'cancelled' && state !== 'expired';

/** A move of one subscription, drawn among those it makes sense for. */
function ofOne(fits: (sub: Sub) => boolean, act: (books: Books, sub: Sub) => void): Move {
  return (books) => {
    const fitting = books.subs.filter(fits);
    if (fitting.length > 0) act(books, books.chance.pick(fitting));
  };
}

function ofInvoice(act: (books: Books, invoice: Invoice) => void): Move {
  return (books) => {
    const open = books.invoices.filter(({ status }) => {
      return status === 'open' || status === 'uncollectible';
    });
    const owed = open.filter((invoice) => balanceOf(invoice) > 0);
    if (owed.length > 0) act(books, books.chance.pick(owed));
  };
}

const cancels = ofOne(
  (sub) => isRunning(sub) && sub.facts.endsOn === null,
  (books, sub) => {
    const { state, startsOn, trialEndsOn } = sub;
    const collecting = books.chance.happens(0.3) ? 'stop' : 'continue';
    const owes = state === 'overdue' || (state === 'paused' && owesLate(books, sub));
    const facts = { state, owes, startsOn, trialEndsOn, schedule: scheduleOf(sub.facts) };
    const termEndsOn = lastTermEnd(books, sub);
    const decision = books.engine.planCancel({ ...facts, termEndsOn }, books.today, collecting);
    const { endsOn } = decision;
    if (decision.collecting === 'stop' && owes) stopCollecting(books, sub);
    if (decision.state === 'cancelled') endNow(books, sub, { on: endsOn, cause: 'cancelled' });
    else {
      const { nextBillingOn } = sub.facts;
      const over = nextBillingOn !== null && nextBillingOn >= endsOn;
      save(sub, { endsOn, nextBillingOn: over ? null : nextBillingOn }, { endCause: 'cancelled' });
    }
  },
);

function owesLate({ invoices, today }: Books, sub: Sub): boolean {
  return invoices.some((each) => {
    return each.sub === sub && each.status === 'open' && each.dueOn < today && balanceOf(each) > 0;
  });
}

function stopCollecting(books: Books, sub: Sub): void {
  const owed = books.invoices.filter((invoice) => invoice.sub === sub && balanceOf(invoice) > 0);
  closeCases(books, owed, 'closed');
  for (const invoice of owed) giveUp(books, invoice, 'write_off');
}

const thinksAgain = ofOne(
  (sub) => isRunning(sub) && sub.facts.endsOn !== null,
  (books, sub) => {
    const { state, facts } = sub;
    books.engine.planUndoCancel({ state, endsOn: facts.endsOn }, books.today);
    const next = facts.nextBillingOn ?? lastTermEnd(books, sub) ?? facts.anchorOn;
    save(sub, { endsOn: null, nextBillingOn: next }, { endCause: null });
  },
);

const isRevoked = ofOne(isRunning, (books, sub) => {
  const owed = books.invoices.filter((invoice) => invoice.sub === sub);
  closeCases(books, owed, 'closed');
  revoke(books, sub);
});

const comesBack = ofOne(
  (sub) => !isRunning(sub),
  (books, sub) => {
    const { today, engine } = books;
    const state = engine.nextState('reactivate', sub.state);
    const fresh = { anchorOn: today, anchor: { ...sub.facts.anchor, day: dayOfMonth(today) } };
    const lastEnd = lastTermEnd(books, sub);
    const from = lastEnd === null ? today : maxDate(today, lastEnd);
    if (from > today) return;
    save(sub, { ...fresh, nextBillingOn: today, endsOn: null }, { state, endCause: null });
    sub.trialEndsOn = null;
    sub.returns.push(today);
    rememberMoved(sub);
    const plan = engine.planBilling(factsNow(books, sub), today, 'all');
    const issued = writePlanned(books, sub, { ...plan, type: 'subscription' });
    save(sub, { nextBillingOn: plan.nextBillingOn });
    if (sub.collection !== 'automatic') return;
    for (const invoice of issued) chargeInvoice(books, invoice, 'billing');
  },
);

const pauses = ofOne(
  ({ state, facts, pause }) => {
    return (state === 'active' || state === 'overdue') && facts.endsOn === null && pause === null;
  },
  (books, sub) => {
    const { chance, today, engine } = books;
    const from = addDays(today, chance.pick([0, 0, 3, 10]));
    const until = chance.happens(0.7) ? addDays(from, chance.whole(1, 70)) : null;
    const despiteOverdue = sub.state === 'overdue' && chance.happens(0.7);
    const pause = { ...engine.planPause({ from, until }, today), despiteOverdue };
    if (from > today) save(sub, {}, { pause });
    else if (engine.beginsIn(sub.state, despiteOverdue)) beginPause(books, sub, pause);
  },
);

const resumes = ofOne(
  ({ state }) => state === 'paused',
  (books, sub) => resume(books, sub, books.today),
);

const isGivenTime = ofOne(isRunning, (books, sub) => {
  const { engine, chance } = books;
  engine.nextState('extend', sub.state);
  const { facts } = sub;
  const last = lastTermEnd(books, sub);
  const end = maxDate(last ?? sub.startsOn, facts.nextBillingOn ?? last ?? books.today);
  const days = chance.whole(1, 40);
  const answer = engine.planExtension({ ...facts, termEndsOn: end }, { days });
  writePlanned(books, sub, { invoices: [], terms: [answer.term], type: 'subscription' });
  const { nextBillingOn, anchorOn, anchor, endsOn } = answer.dates;
  movePending(sub, nextBillingOn);
  save(sub, { nextBillingOn, anchorOn, anchor, endsOn });
  rememberMoved(sub);
});

const changes: Move = (books, offers) =>
  ofOne(isRunning, (b, sub) => change(b, sub, offers))(books, offers);

const decides = ofOne(
  (sub) => sub.held && ['trialing', 'active', 'overdue'].includes(sub.state),
  (books, sub) => {
    const how = books.chance.pick(['all', 'current'] as const);
    const plan = books.engine.planBilling(factsNow(books, sub), books.today, how);
    writePlanned(books, sub, { ...plan, type: 'subscription' });
    save(sub, { nextBillingOn: plan.nextBillingOn }, { held: false });
  },
);

const bringsCard: Move = (books) => {
  const { chance, subs, cards } = books;
  if (subs.length === 0) return;
  const overdue = subs.filter(({ state }) => state === 'overdue');
  const { payer } = chance.pick(overdue.length > 0 && chance.happens(0.7) ? overdue : subs);
  const good = { does: 'pay', spent: false } as const;
  cards.set(payer, chance.happens(0.6) ? { ...good } : anyCard(books));
  for (const each of books.cases) {
    if (each.state !== 'open' || each.invoice.payer !== payer) continue;
    each.hard = false;
    chargeInvoice(books, each.invoice, 'card_update');
  }
};

const paysOffline = ofInvoice((books, invoice) => {
  const balance = balanceOf(invoice);
  const amount = books.chance.pick([balance, balance, Math.ceil(balance / 3), balance + 700]);
  receive(books, invoice, { amount, gateway: 'offline', attempt: null });
});

const bounces: Move = (books) => {
  const payments = books.payments.filter((payment) => {
    const refunded = books.refunds.some((refund) => refund.payment === payment);
    return payment.gateway === 'offline' && !payment.reversed && !refunded;
  });
  if (payments.length > 0) takeBack(books, books.chance.pick(payments));
};

const chargesNow = ofInvoice((books, invoice) => {
  for (const cause of ['staff', 'member', 'staff'] as const) chargeInvoice(books, invoice, cause);
});

const givesUp = ofInvoice((books, invoice) => {
  if (invoice.status !== 'open') return;
  closeCases(books, [invoice], 'closed');
  giveUp(books, invoice, books.chance.pick(['void', 'write_off'] as const));
});

const rules = { latest: 3, maxAgeDays: 365 };

const refunds: Move = (books) => {
  const { chance, engine, today } = books;
  const payers = [...new Set(books.payments.map(({ payer }) => payer))];
  if (payers.length === 0) return;
  const payer = chance.pick(payers);
  const parts = books.payments.flatMap((payment, i) => {
    const [place] = payment.places;
    if (payment.payer !== payer || payment.reversed || !place?.invoice) return [];
    const given = books.refunds.filter((refund) => refund.payment === payment);
    const refunded = given.reduce((sum, refund) => sum + refund.amount, 0);
    const about = { id: String(i), processedOn: payment.receivedOn, captured: place.amount };
    return [{ ...about, refunded, payment, invoice: place.invoice }];
  });
  const answers = engine.refundable(parts, rules, today);
  const part = chance.pick(parts.length > 0 ? parts : [null]);
  const answer = answers.find(({ id }) => id === part?.id);
  if (!part || !answer) return;
  const outside = part.payment.gateway === 'offline';
  const left = engine.mostRefundable(part);
  const amount = chance.happens(0.5) ? left : Math.ceil(left / chance.whole(2, 4));
  const wanted = { invoiceId: part.id, amount, currency: part.invoice.currency };
  if (!outside) engine.checkRefund(wanted, answers, rules);
  if (amount <= 0) return;
  const { payment, invoice } = part;
  const id = `refund ${books.refunds.length + 1}`;
  const sent = { state: 'sent', askOn: today } as const;
  books.refunds.push({ id, payment, invoice, amount, outside, ...sent });
  sendRefund(books, books.refunds.at(-1)!);
};

/** Every move with how often it comes up. */
export const moves: readonly (readonly [weight: number, move: Move])[] = [
  [9, join],
  [7, cancels],
  [3, thinksAgain],
  [1, isRevoked],
  [2, comesBack],
  [6, pauses],
  [3, resumes],
  [4, isGivenTime],
  [11, changes],
  [4, decides],
  [9, bringsCard],
  [7, paysOffline],
  [2, bounces],
  [8, refunds],
  [7, chargesNow],
  [2, givesUp],
];
