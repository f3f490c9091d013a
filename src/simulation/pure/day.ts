import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { Killed } from '../faults.ts';
import type { Books } from './books.ts';
import { balanceOf, factsNow, isUnresolved } from './books.ts';
import { askUnresolved, collectToday, passes, resumeAttempts } from './collect.ts';
import { moveByDate, save } from './life.ts';
import { writePlanned } from './money.ts';
import { carryOutPlanned } from './planned.ts';

const billed = ['scheduled', 'trialing', 'active', 'overdue'];

/** The day's run until one is not killed on its way; now and then it is run once more. */
export function billingDay(books: Books): void {
  while (!survives(() => runDay(books))) {
    // Started again at once, as a supervisor would; it may be killed again.
  }
  const { chance, share, tally } = books.faults;
  if (!chance.happens(share)) return;
  tally.faults.repeats += 1;
  const before = fingerprint(books);
  const { kills } = books.faults;
  Object.assign(books.faults, { kills: 0 });
  runDay(books);
  Object.assign(books.faults, { kills });
  if (fingerprint(books) !== before) books.restless.push(books.today);
}

/** False when the work was killed on its way; defects go on. */
export function survives(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch (error) {
    if (error instanceof Killed) return false;
    throw error;
  }
}

function runDay(books: Books): void {
  resumeAttempts(books);
  askUnresolved(books);
  const first = books.billedUntil === null ? books.today : addDays(books.billedUntil, 1);
  for (let day = first; day <= books.today; day = addDays(day, 1)) {
    moveByDate(books, day);
    carryOutPlanned(books, day);
    passes(books);
    issueDue(books, day);
    books.billedUntil = day;
  }
  if (books.billedUntil === books.today && first > books.today) issueDue(books, books.today);
  collectToday(books);
}

/** One invoice per period that is due on a day; several missed by today are held (§17). */
function issueDue(books: Books, day: LocalDate): void {
  for (const sub of books.subs) {
    const { nextBillingOn } = sub.facts;
    if (sub.held || nextBillingOn === null || nextBillingOn > day) continue;
    if (!billed.includes(sub.state)) continue;
    const facts = factsNow(books, sub);
    const wholly = books.engine.planBilling(facts, books.today);
    if (wholly.held) {
      save(sub, {}, { held: true });
      continue;
    }
    const plan = books.engine.planBilling(facts, day);
    writePlanned(books, sub, { ...plan, type: 'subscription' });
    save(sub, { nextBillingOn: plan.nextBillingOn });
    passes(books);
  }
}

/** What a second run of a day must leave as it is; questions without answer are no change. */
function fingerprint(books: Books): string {
  const { invoices, terms, payments, notes, credits, mails, cases, entries, subs } = books;
  const counts = [invoices, terms, payments, notes, credits, mails, cases, entries];
  const open = books.attempts.filter((attempt) => !isUnresolved(attempt)).length;
  const dates = subs.map(({ state, facts }) => `${state} ${facts.nextBillingOn}`);
  return [...counts.map((list) => list.length), open, ...dates].join('|');
}

/** The next day after today on which a date asks for something; null when nothing is planned. */
export function nextDue(books: Books): LocalDate | null {
  const dates: (LocalDate | null | undefined)[] = [];
  for (const sub of books.subs) {
    if (sub.state === 'cancelled' || sub.state === 'expired') continue;
    if (!sub.held) dates.push(sub.facts.nextBillingOn);
    dates.push(sub.startsOn, sub.trialEndsOn, sub.facts.endsOn, sub.pending?.on);
    dates.push(sub.pause?.from, sub.pause?.until);
  }
  for (const invoice of books.invoices) {
    if (invoice.status !== 'open' || balanceOf(invoice) <= 0) continue;
    dates.push(invoice.dueOn, addDays(invoice.dueOn, 1));
  }
  for (const { state, steps } of books.cases) {
    if (state === 'open') dates.push(...steps.filter((s) => !s.doneOn).map((s) => s.dueOn));
  }
  const waits = books.attempts.some(isUnresolved) || books.refunds.some((r) => r.state === 'sent');
  if (waits) dates.push(addDays(books.today, 1));
  const later = dates.filter((date): date is LocalDate => !!date && date > books.today);
  return later.length === 0 ? null : later.reduce((a, b) => (a < b ? a : b));
}
