import { bookLedger } from '../../db/billing/ledger.ts';
import type { NewFee } from '../../db/payments/gatewayFees.ts';
import { keepFees } from '../../db/payments/gatewayFees.ts';
import { postFee } from '../../domain/billing/ledger.ts';
import type { GatewayFee } from '../../gateways/payment/news.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/** What a gateway says it kept, and of which payment. */
export type ToldFee = GatewayFee & Pick<NewFee, 'paymentId' | 'cause'>;

const batchSize = 500;

/** Books fees in transactions of their own: many at once, as the daily list tells them. */
export async function bookListedFees(
  ctx: Context,
  gateway: string,
  told: readonly ToldFee[],
): Promise<void> {
  for (let at = 0; at < told.length; at += batchSize) {
    const batch = told.slice(at, at + batchSize);
    await act(ctx, (scene) => bookFees(scene, gateway, batch));
  }
}

/**
 * Books what a gateway kept, once by its own name of it, whoever tells it again: its cash is what
 * it will pay out (billing-rules §16).
 */
export async function bookFees(
  { tx, now, today }: Scene,
  gateway: string,
  told: readonly ToldFee[],
): Promise<void> {
  if (told.length === 0) return;
  const fees = told.map((fee) => ({ ...fee, gateway }));
  const kept = await keepFees(tx, fees, { today, now });
  await bookLedger(
    tx,
    kept.map(({ amount, currency, paymentId, payerId }) => ({
      ...{ currency, paymentId, payerId, bookedOn: today },
      postings: postFee(gateway, amount),
    })),
  );
}
