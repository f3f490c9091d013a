import { recordActivity } from '../../activity/record.ts';
import type { Batch } from '../../db/payments/debitBatches.ts';
import { cancelBatch, fileOf, findBatch, markBatchSent } from '../../db/payments/debitBatches.ts';
import { NotFound } from '../../domain/errors.ts';
import { gatewayOf } from '../billing/gatewayOf.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { fileGateway, lockContract } from './contract.ts';
import { BatchNotCollected, BatchNotInState } from './refusals.ts';
import { settleDebits } from './settleDebits.ts';

/**
 * The file of a batch, the very bytes it was made with. Refuses with `NotFound`,
 * `DebitsSealedElsewhere`.
 */
export function batchFile(ctx: Context, id: string): Promise<{ name: string; text: string }> {
  return look(ctx, async ({ tx, org }) => {
    const kept = await fileOf(tx, id);
    const { debits } = gatewayOf(ctx, fileGateway);
    if (!kept || !debits) throw new NotFound();
    const about = { orgId: org.id, messageId: kept.messageId };
    return { name: kept.fileName, text: debits.open(about, kept.file) };
  });
}

/** Staff gave the file to the bank. Refuses with `NotFound`, `BatchNotInState`. */
export function sendBatch(ctx: Context, id: string): Promise<void> {
  return onMadeBatch(ctx, id, async (scene, batch) => {
    await markBatchSent(scene.tx, id, scene);
    await record(scene, batch, 'debit_file_sent');
  });
}

/**
 * The file never goes to the bank: its debits wait for the next one, still open, so that nobody is
 * chased meanwhile. Refuses with `NotFound`, `BatchNotInState`.
 */
export function withdrawBatch(ctx: Context, id: string): Promise<void> {
  return onMadeBatch(ctx, id, async (scene, batch) => {
    await cancelBatch(scene.tx, id, scene);
    await record(scene, batch, 'debit_file_cancelled');
  });
}

/**
 * Staff saw the money: whatever of the file was not sent back counts as paid now, before its day.
 * Refuses with `NotFound`, `BatchNotCollected`. Answers how many.
 */
export async function confirmBatch(ctx: Context, id: string): Promise<{ settled: number }> {
  await act(ctx, async (scene) => {
    await lockContract(scene);
    const batch = await findBatch(scene.tx, id);
    if (!batch) throw new NotFound();
    if (batch.state === 'cancelled') throw new BatchNotInState();
    if (batch.state !== 'sent' || batch.collectOn > scene.today) {
      throw new BatchNotCollected({ day: batch.collectOn });
    }
    await record(scene, batch, 'debit_file_confirmed');
  });
  return { settled: await settleDebits(ctx, id) };
}

async function onMadeBatch(
  ctx: Context,
  id: string,
  work: (scene: Scene, batch: Batch) => Promise<void>,
): Promise<void> {
  await act(ctx, async (scene) => {
    await lockContract(scene);
    const batch = await findBatch(scene.tx, id);
    if (!batch) throw new NotFound();
    if (batch.state !== 'made') throw new BatchNotInState();
    await work(scene, batch);
  });
}

type Event = 'debit_file_sent' | 'debit_file_cancelled' | 'debit_file_confirmed';

async function record(scene: Scene, batch: Batch, event: Event): Promise<void> {
  const data = { number: batch.number, count: batch.count, on: batch.collectOn };
  await recordActivity(scene, [{ event, amount: batch.total, currency: 'EUR', data }]);
}
