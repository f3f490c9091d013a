import { debitsToSettle, noteSettled } from '../../db/payments/debits.ts';
import { lockSealed } from '../../db/payments/gatewayAccounts.ts';
import { applyOutcomes } from '../billing/recordOutcomes.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { fileGateway } from './contract.ts';

const batchSize = 500;

/**
 * Debits nobody sent back by the day of their file count as paid; of one file, with `batchId`,
 * whatever its day. Each debit once, whoever asks. Answers how many.
 */
export async function settleDebits(ctx: Context, batchId: string | null = null): Promise<number> {
  let count = 0;
  for (;;) {
    const settled = await act(ctx, async (scene) => {
      const { tx, today } = scene;
      // One after the other with returns: a debit is settled or sent back, never both at once.
      if ((await lockSealed(tx, fileGateway)) === null) return 0;
      const ids = await debitsToSettle(tx, { today, batchId, limit: batchSize });
      if (ids.length === 0) return 0;
      await noteSettled(tx, ids, today);
      await applyOutcomes(
        scene,
        ids.map((attemptId) => {
          const reference = attemptId.replaceAll('-', '');
          return { attemptId, outcome: { state: 'succeeded' as const, reference } };
        }),
      );
      return ids.length;
    });
    count += settled;
    if (settled < batchSize) return count;
  }
}
