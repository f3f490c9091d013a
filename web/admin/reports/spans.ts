import { addDays, addMonths } from '../../ui/index.ts';

/** A month `YYYY-MM` as the period filter of the invoices takes it. */
export function monthSpan(month: string): { from: string; to: string } {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}
