import { addDays, addMonths } from '../../ui/index.ts';

/** A month `YYYY-MM` as the period filter of the invoices takes it. */
export function monthSpan(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

/** The last day of a month, or `today` in the running one: until then it is counted. */
export function countedUntil(month: string, today: string): string {
  const { to } = monthSpan(month);
  return to < today ? to : today;
}

/** The query for those who joined in a month; in the running one not those who will. */
export function joinedIn(month: string, today: string): string {
  const { from, to } = monthSpan(month);
  return to < today ? `joined:${month}` : `joined:${from}..${today}`;
}

/** The query for those who held a subscription at the end of a month. */
export function memberAtEnd(month: string, today: string): string {
  return `member:${countedUntil(month, today)}`;
}
