import { addDays, daysBetween } from '../../domain/dates.ts';
import type { ChangeTo } from '../../domain/subscriptions/becoming.ts';
import type { ChangeDecision } from '../../domain/subscriptions/planChange.ts';
import type { RunningTerm } from '../../domain/subscriptions/unused.ts';
import type { Books, Invoice, InvoiceLine, Sub, Term } from './books.ts';
import { balanceOf, factsNow, termsOf } from './books.ts';
import { chargeInvoice } from './collect.ts';
import type { Offer } from './joins.ts';
import { rememberMoved, save } from './life.ts';
import type { Credited } from './money.ts';
import { addCredit, book, creditable, issueNote, writePlanned } from './money.ts';
import type { OpenChange } from './undo.ts';

type Made = {
  decision: ChangeDecision;
  plan: string;
  to: ChangeTo;
  term: Term | null;
  /** What is left of the line of the term. */
  left: number;
};

/** Another plan, price or quantity: now, or at the next period (§4). */
export function change(books: Books, sub: Sub, offers: Offer[]): void {
  const { chance, engine, today } = books;
  engine.nextState('change_plan', sub.state);
  const fitting = offers.filter(({ currency, amount }) => {
    return currency === sub.facts.currency && amount > 0;
  });
  if (fitting.length === 0) return;
  const offer = chance.pick(fitting);
  const quantity = chance.pick([1, 1, 1, 2, 3]);
  const sale = { kind: 'periods' as const };
  const to = { ...offer, planName: offer.name, quantity, addons: [], sale };
  const term = termsOf(books, sub).find((t) => t.start <= today && t.end > today) ?? null;
  const now = term && running(books, sub, term);
  const decision = engine.planChange({
    facts: factsNow(books, sub),
    term: now,
    to,
    timing: chance.weighted([
      [7, 'usual'],
      [2, 'now_prorated'],
      [1, 'now_free'],
      [1, 'next_period'],
    ] as const),
    today,
  });
  if (decision.applies === 'later') {
    const { endsOn } = sub.facts;
    if (endsOn !== null && decision.effectiveOn >= endsOn) return;
    sub.pending = { to, plan: offer.name, on: decision.effectiveOn };
  } else applyNow(books, sub, { decision, plan: offer.name, to, term, left: now?.left ?? 0 });
}

function running(books: Books, sub: Sub, term: Term): RunningTerm {
  const line = lineOf(term, books.today);
  const gone = term.invoice?.status === 'void' || term.invoice?.status === 'uncollectible';
  const { taxMode } = sub.facts;
  const left = line ? leftOf(books, line, taxMode === 'inclusive' ? 'total' : 'net') : 0;
  return {
    period: { start: term.start, end: term.end },
    kind: term.kind,
    left: gone ? 0 : left,
    reverseCharge: line?.taxRate === 'reverse_charge',
    settled: term.invoice?.status === 'open' ? 'open' : 'paid',
  };
}

/** The line that paid for the day, latest first. */
function lineOf(term: Term, today: string) {
  return (term.invoice?.lines ?? [])
    .filter(({ kind }) => kind === 'subscription' || kind === 'proration_charge')
    .filter(({ periodStart }) => periodStart && periodStart <= today && periodStart <= term.start)
    .sort((a, b) => (a.periodStart! < b.periodStart! ? -1 : 1))
    .at(-1);
}

function leftOf(books: Books, line: InvoiceLine, key: 'net' | 'total'): number {
  return Math.max(0, line[key] - line.back[key] - books.engine.movedElsewhere(line)[key]);
}

function applyNow(books: Books, sub: Sub, made: Made): void {
  const { decision, term } = made;
  const credited = term && lineOf(term, books.today);
  const before = { plan: sub.plan, facts: { ...sub.facts }, remembered: sub.remembered };
  const kept = termsOf(books, sub).map((each) => {
    return { term: each, start: each.start, end: each.end, status: each.status };
  });
  creditUnused(books, sub, made);
  if (term && decision.currentTerm === 'void') term.status = 'void';
  else if (term && decision.currentTerm !== 'keep' && decision.currentTerm !== 'void') {
    term.end = decision.currentTerm.endsOn;
  }
  const end = kept.find((each) => each.term === term)?.end;
  const facts = end ? shiftLater(books, sub, { decision, end }) : decision.facts;
  save(sub, { ...facts, setupAmount: 0 }, { plan: made.plan, pending: null });
  rememberMoved(sub);
  const invoices = decision.invoice ? [decision.invoice] : [];
  const issued = writePlanned(books, sub, { invoices, terms: decision.terms, type: 'proration' });
  const [invoice] = issued;
  if (!invoice) return;
  invoice.room = made.left;
  for (const line of invoice.lines) {
    if (line.kind === 'proration_credit') credited?.moves.push({ invoice, line });
  }
  const open: OpenChange = { invoice, sub, version: sub.version, before, terms: kept };
  for (const each of books.terms) {
    if (each.invoice === invoice) open.terms.push({ term: each, ...each, status: 'void' });
  }
  const revocable = decision.creditNote === null;
  if (revocable) books.changes.push(open);
  if (sub.collection !== 'automatic' || balanceOf(invoice) <= 0) return;
  chargeInvoice(books, invoice, revocable ? 'staff' : 'billing');
}

/** Free days behind the running term move behind the new one, and billing goes on after them. */
function shiftLater(
  books: Books,
  sub: Sub,
  { decision, end }: { decision: ChangeDecision; end: Term['end'] },
): Sub['facts'] {
  const { facts } = decision;
  const replaced = decision.terms.at(-1);
  const later = termsOf(books, sub).filter(({ start }) => start >= end);
  if (!replaced || later.length === 0) return facts;
  const days = daysBetween(end, replaced.end);
  const granted = daysBetween(end, later.at(-1)!.end);
  for (const each of later) {
    each.start = addDays(each.start, days);
    each.end = addDays(each.end, days);
  }
  const after = books.engine.moved({ ...facts, termEndsOn: null }, granted);
  const { nextBillingOn } = after;
  if (days !== 0) return { ...facts, ...after, endsOn: facts.endsOn };
  const { anchorOn, anchor } = sub.facts;
  return { ...facts, nextBillingOn, anchorOn, anchor };
}

/** The unused part where it is no line of the new invoice: onto its invoice, or to credit. */
function creditUnused(books: Books, _sub: Sub, { decision, term }: Made): void {
  const invoice = term?.invoice;
  const line = term && lineOf(term, books.today);
  if (!decision.creditNote || !invoice || !line) return;
  const at = invoice.lines.indexOf(line);
  const lines = decision.creditNote.lines.map((each): Credited => {
    return {
      invoiceLineId: String(at),
      ...books.engine.fitted(each, creditable(books, invoice)[at]!),
    };
  });
  creditOn(books, invoice, lines);
}

function creditOn(books: Books, invoice: Invoice, lines: Credited[]): void {
  const wanted = lines.reduce((sum, line) => sum + line.total, 0);
  const over = Math.max(0, wanted - (invoice.total - invoice.credited));
  const restored = over > 0 ? books.engine.restoredCredits(creditable(books, invoice), over) : [];
  const open = invoice.status === 'open' ? balanceOf(invoice) : 0;
  const fromSettled = Math.max(0, wanted - over - open);
  issueNote(books, invoice, { lines: [...lines, ...restored], fromSettled });
  addCredit(books, invoice, fromSettled);
  book(books, invoice, books.engine.postClaimToCredit(fromSettled));
  if (over === 0) return;
  const before = books.invoices.filter(
    (each) => each.sub === invoice.sub && each.id < invoice.id && each.total > each.credited,
  );
  const earlier = before.findLast(({ status }) => status !== 'void') ?? before.at(-1);
  // What nobody paid for in the end gives nothing back.
  if (earlier?.status === 'uncollectible' || earlier?.status === 'void') return;
  if (!earlier) throw new Error(`the credit on invoice ${invoice.number} came from nowhere`);
  creditOn(books, earlier, books.engine.creditLines(creditable(books, earlier), over));
}
