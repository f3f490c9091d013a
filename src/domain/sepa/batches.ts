/** Which debits go to the bank together, and when; one function for preview and execution. */
import type { LocalDate } from '../dates.ts';
import { addDays, maxDate } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';
import { addBankDays, bankDayFrom, isBankDay } from './calendar.ts';
import type { MandateState, Scheme } from './mandates.ts';

export const CollectionTooEarly = defineRefusal('collection_too_early', 422, {
  en: 'The earliest day is {earliest:day}: payers are told before, and the bank needs the file in time.',
  fr: 'Au plus tôt le {earliest:day} : les payeurs sont prévenus avant, et la banque doit recevoir le fichier à temps.',
});

export const CollectionTooLate = defineRefusal('collection_too_late', 422, {
  en: 'Choose a day within the next 60 days.',
  fr: 'Choisissez un jour dans les 60 prochains jours.',
});

export const NotABankDay = defineRefusal('not_a_bank_day', 422, {
  en: 'Banks do not collect on {day:day} (weekend or bank holiday). The next day they do is {next:day}.',
  fr: 'Les banques ne prélèvent pas le {day:day} (fin de semaine ou jour férié). Le prochain jour possible est le {next:day}.',
});

export type Notice = {
  /** Calendar days between telling payers and the collection. */
  noticeDays: number;
  /** Bank days between giving the file to the bank and the collection. */
  leadDays: number;
};

/** The first day on which what is put in a file today can be collected. */
export function earliestCollection(today: LocalDate, { noticeDays, leadDays }: Notice): LocalDate {
  return bankDayFrom(maxDate(addDays(today, noticeDays), addBankDays(today, leadDays)));
}

/** The day asked for, or the earliest. Refuses days the rules do not allow. */
export function collectionDay(
  wish: LocalDate | undefined,
  today: LocalDate,
  notice: Notice,
): LocalDate {
  const earliest = earliestCollection(today, notice);
  if (wish === undefined) return earliest;
  if (wish < earliest) throw atField(CollectionTooEarly, '/collect_on', { earliest });
  if (wish > addDays(today, 60)) throw atField(CollectionTooLate, '/collect_on');
  if (!isBankDay(wish)) {
    throw atField(NotABankDay, '/collect_on', { day: wish, next: bankDayFrom(wish) });
  }
  return wish;
}

/**
 * When a debit that nobody sent back counts as paid: debtors' banks return within five bank days of
 * the collection in the Core scheme, within three in B2B (EPC016-06 and EPC222-07, §4.3).
 */
export function settlementDay(collectOn: LocalDate, scheme: Scheme): LocalDate {
  return addBankDays(collectOn, scheme === 'CORE' ? 5 : 3);
}

/** A debit that waits to go to the bank; amounts in minor units. */
export type WaitingDebit = {
  attemptId: string;
  mandateId: string;
  mandate: MandateState;
  scheme: Scheme;
  /** A debit under this mandate went to the bank before and did not bounce at once. */
  usedBefore: boolean;
  amount: number;
  /** What is still owed on its invoice; 0 when paid, voided or written off. */
  owed: number;
};

export type Sequence = 'FRST' | 'RCUR';

export type PlannedBatch = {
  /** With the amount to ask for, which may have become less. */
  take: { attemptId: string; amount: number; scheme: Scheme; sequence: Sequence }[];
  /** Nothing is owed any more, or the mandate ended: withdrawn, never sent. */
  drop: { attemptId: string; why: 'no_longer_due' | 'mandate_ended' | 'mandate_expired' }[];
  total: number;
};

/**
 * What of the waiting debits goes into the next file. What was paid meanwhile is left out, what was
 * paid in part asks for the rest. Every debit is RCUR, as the rulebook allows since 2016; `first`
 * marks the first of each mandate FRST for banks that still ask for it.
 */
export function planBatch(waiting: readonly WaitingDebit[], first: 'RCUR' | 'FRST'): PlannedBatch {
  const plan: PlannedBatch = { take: [], drop: [], total: 0 };
  const begun = new Set<string>();
  for (const debit of waiting) {
    const { attemptId, mandateId, scheme } = debit;
    const why = reasonToDrop(debit);
    if (why) {
      plan.drop.push({ attemptId, why });
      continue;
    }
    const isFirst = first === 'FRST' && !debit.usedBefore && !begun.has(mandateId);
    begun.add(mandateId);
    const amount = Math.min(debit.amount, debit.owed);
    plan.take.push({ attemptId, amount, scheme, sequence: isFirst ? 'FRST' : 'RCUR' });
    plan.total += amount;
  }
  return plan;
}

function reasonToDrop({ owed, mandate }: WaitingDebit): PlannedBatch['drop'][number]['why'] | null {
  if (owed <= 0) return 'no_longer_due';
  if (mandate === 'expired') return 'mandate_expired';
  // A mandate that another one replaced is still good for what was begun under it.
  return mandate === 'active' || mandate === 'replaced' ? null : 'mandate_ended';
}
