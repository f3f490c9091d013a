import * as z from 'zod';
import { bulkActSchema, bulkDeletionSchema, repricingSchema } from '../../domain/bulk.ts';

const stored = z.strictObject({
  act: z.union([bulkActSchema, bulkDeletionSchema, repricingSchema]),
  who: z.union([
    z.strictObject({ ids: z.array(z.uuid()) }),
    z.strictObject({ subscription_ids: z.array(z.uuid()) }),
    z.strictObject({ query: z.string() }),
  ]),
  plan_id: z.uuid().nullable().default(null),
});

/** What is done to whom; `plan_id`: only their subscriptions to that plan. */
export type BulkWish = z.output<typeof stored>;

/** A bulk action's wish as it was stored. */
export function readWish(value: unknown): BulkWish {
  return stored.parse(value);
}
