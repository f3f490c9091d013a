import * as z from 'zod';

/** A number of the French chart of accounts: three digits at least (PCG, art. 911-5). */
const account = z
  .string()
  .trim()
  .regex(/^\d{3}[0-9A-Za-z]{0,17}$/);

/**
 * Where the books' own accounts stand in the organization's chart of accounts. Rates and gateways
 * that are not listed go to `tax` and `cash_other`.
 */
export const accountingSchema = z.strictObject({
  receivable: account.default('411000'),
  revenue: account.default('706000'),
  tax: account.default('445710'),
  tax_by_rate: z
    .array(z.strictObject({ rate: z.string().regex(/^\d{1,2}(\.\d{1,4})?$/), account }))
    .max(20)
    .default([
      { rate: '20', account: '445711' },
      { rate: '10', account: '445712' },
      { rate: '5.5', account: '445713' },
      { rate: '2.1', account: '445714' },
    ]),
  cash: z
    .strictObject({
      offline: account.default('512000'),
      stripe: account.default('512100'),
      sepa: account.default('512200'),
      test: account.default('512900'),
    })
    .prefault({}),
  cash_other: account.default('512800'),
  credit: account.default('419100'),
  bad_debt: account.default('654000'),
  fees: account.default('627000'),
  transit: account.default('467000'),
  /** Month in which the fiscal year begins. */
  year_starts: z.int().min(1).max(12).default(1),
});

export type Accounting = z.output<typeof accountingSchema>;
