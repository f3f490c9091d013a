import { insertAllocations } from '../../db/billing/payments.ts';
import { placesOf } from '../../db/payments/read.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';

/**
 * Moves `amount` (minor units) of a payment from an invoice to the payer's credit balance, as far
 * as its allocations say where money sits. The credit entry and the ledger are the caller's.
 */
export async function moveToCredit(
  scene: Scene,
  from: { paymentId: string; invoiceId: string; amount: number },
): Promise<void> {
  const { tx, now } = scene;
  const { paymentId, invoiceId, amount } = from;
  if (amount === 0) return;
  const there = (await placesOf(tx, paymentId)).filter((place) => place.invoiceId === invoiceId);
  const whole = there.reduce((sum, place) => sum + place.amount, 0);
  await tx.exec(
    `update allocation set reversed_at = $2 where org_id = app_org() and id = any($1::uuid[])`,
    [there.map(({ id }) => id), now],
  );
  const placed = [
    { invoiceId, amount: whole - amount },
    { invoiceId: null, amount },
  ];
  await insertAllocations(
    tx,
    placed
      .filter((place) => place.amount > 0)
      .map((place) => ({ ...place, id: newId(), paymentId, createdAt: now })),
  );
}
