import * as z from 'zod';
import type { SubscriptionRow } from '../../../db/subscriptions/load.ts';
import type { PackUse } from '../../../db/subscriptions/uses.ts';

/** Uses of a pack: bought, taken, left, and each that was written down. */
export const packShape = z.object({
  granted: z.number(),
  taken: z.number(),
  left: z.number(),
  uses: z.array(
    z.object({
      id: z.string(),
      count: z.number(),
      used_on: z.string(),
      note: z.string(),
      by: z.string().nullable(),
      undone: z.boolean(),
    }),
  ),
});

/** The pack of a subscription; null when it is none. */
export function packOf(row: SubscriptionRow, uses: PackUse[]): z.output<typeof packShape> | null {
  if (row.usesGranted === null) return null;
  return {
    granted: row.usesGranted,
    taken: row.usesTaken,
    left: row.usesGranted - row.usesTaken,
    uses: uses.map((use) => ({
      id: use.id,
      count: use.count,
      used_on: use.usedOn,
      note: use.note,
      by: use.actorName,
      undone: use.undoneAt !== null,
    })),
  };
}
