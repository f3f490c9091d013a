import * as z from 'zod';
import { taxesOf } from '../../../domain/tax.ts';

export const taxCategory = z.enum(['standard', 'exempt', 'reverse_charge']);

/** The tax of a line. */
export const lineTax = {
  /** Percent, exact: "20", or two side by side, "5+9.975"; "0" where the payer owes the tax. */
  tax_rate: z.string(),
  tax_category: taxCategory,
};

/** The tax of a stored line as the API shows it. */
export function presentTax({
  taxRate,
}: {
  taxRate: string;
}): z.output<z.ZodObject<typeof lineTax>> {
  const { category } = taxesOf(taxRate)[0]!;
  return {
    tax_rate: category === 'reverse_charge' ? '0' : taxRate,
    tax_category: category,
  };
}
