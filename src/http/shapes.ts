import * as z from 'zod';

/** Shapes shared by many routes. */

export const localDate = z.iso.date();
export const minorUnits = z.int().min(0).max(1_000_000_000_000);
export const currency = z.string().regex(/^[A-Z]{3}$/);
export const id = z.uuid();
export const moneyList = z.array(z.object({ currency: z.string(), amount: z.int() }));
export const named = z.object({ id: z.string(), name: z.string() });
export const intervalUnit = z.enum(['day', 'week', 'month', 'year']);
export const language = z.enum(['en', 'fr']);

/**
 * Percent; a text like "5.5" keeps every decimal, a number is as good; two taxes side by side are
 * "5+9.975".
 */
export const taxRate = z
  .union([
    z.string().regex(/^\d{1,2}([.,]\d{1,4})?(\s*\+\s*\d{1,2}([.,]\d{1,4})?)?$/),
    z.number().min(0).lt(100),
  ])
  .transform((rate) => String(rate).replaceAll(',', '.').replace(/\s/g, ''));

export const address = z.strictObject({
  line1: z.string().trim().max(200).optional(),
  line2: z.string().trim().max(200).optional(),
  postal_code: z.string().trim().max(20).optional(),
  city: z.string().trim().max(100).optional(),
  region: z.string().trim().max(100).optional(),
  country: z.string().trim().max(100).optional(),
});

export const paging = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(2000).optional(),
});

/** A list that may go on: `next_cursor` is null on the last page. */
export function listOf<S extends z.ZodType>(item: S) {
  return z.object({ items: z.array(item), next_cursor: z.string().nullable() });
}
