import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { NotTakenBack } from './refusals.ts';
import { takeBackPayment } from './takeBack.ts';

/**
 * Takes back a payment that staff had recorded (a cheque that bounced, a mistake): its invoices are
 * open again by what it had settled, its surplus leaves the credit balance. Refuses with
 * `NotFound`, `NotTakenBack`, `CreditAlreadyUsed`.
 */
export async function reverseOfflinePayment(
  ctx: Context,
  paymentId: string,
  reason: string,
): Promise<void> {
  await act(ctx, (scene) =>
    takeBackPayment(scene, paymentId, {
      reason,
      check: ({ gateway }) => {
        if (gateway !== 'offline') throw new NotTakenBack();
      },
    }),
  );
}
