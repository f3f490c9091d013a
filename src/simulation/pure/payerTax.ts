import type { LocalDate } from '../../domain/dates.ts';
import { daysBetween, localDate } from '../../domain/dates.ts';

/** Whether a payer owes the tax themselves: some always, some by turns, most never. */
export type OwesTax = 'always' | 'by_turns' | 'never';

const first = localDate('2024-01-01');

/** By the number of the payer, not by chance: a seed lives the same life with it. */
export function turnsOf(payer: string): OwesTax {
  const rest = Number(payer.replace(/\D/g, '')) % 7;
  return rest === 0 ? 'always' : rest === 3 ? 'by_turns' : 'never';
}

/** Whether their invoices of a day bear no tax; turns last a hundred days. */
export function owesTax(payer: string, day: LocalDate): boolean {
  const turns = turnsOf(payer);
  if (turns !== 'by_turns') return turns === 'always';
  return Math.floor(daysBetween(first, day) / 100) % 2 === 1;
}
