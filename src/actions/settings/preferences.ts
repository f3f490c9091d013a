import type { Context } from '../context.ts';
import { act } from '../context.ts';

/** Keeps one preference of a staff member (columns of a table, say), replaced whole. */
export function setPreference(
  ctx: Context,
  staffId: string,
  preference: { key: string; value: unknown },
): Promise<void> {
  return act(ctx, async ({ tx }) => {
    await tx.exec('update staff set preferences = preferences || $2 where id = $1', [
      staffId,
      JSON.stringify({ [preference.key]: preference.value }),
    ]);
  });
}
