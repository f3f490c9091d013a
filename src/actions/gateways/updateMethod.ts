import { refreshDirectory } from '../../db/directory/refresh.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import type { MethodDetails } from '../../gateways/payment/port.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { chargeOverdueInvoices } from '../payments/chargeOverdueInvoices.ts';
import { storeMethod } from '../payments/paymentMethod.ts';

type Card = { token: string; last4: string; expMonth: number; expYear: number };

/**
 * The bank gave a card that is on file a new date or number: it counts as a new one, though the
 * gateway calls it the same, so what was refused before is tried again at once. Other news of the
 * card, and of one that was replaced, changes nothing.
 */
export async function updateMethod(ctx: Context, gateway: string, card: Card): Promise<void> {
  const payerId = await act(ctx, (scene) => renew(scene, gateway, card));
  if (payerId) await chargeOverdueInvoices(ctx, payerId, 'absent');
}

type Stored = MethodDetails & { payerId: string };

async function renew(scene: Scene, gateway: string, card: Card): Promise<string | null> {
  const seen = await onFile(scene, gateway, card.token);
  if (!seen) return null;
  await lockContacts(scene.tx, [seen.payerId]);
  const stored = await onFile(scene, gateway, card.token);
  if (!stored || isSame(stored, card)) return null;
  const { payerId, ...before } = stored;
  await storeMethod(scene, payerId, { gateway, details: { ...before, ...pick(card) } });
  await refreshDirectory(scene.tx, [payerId]);
  return payerId;
}

function onFile({ tx }: Scene, gateway: string, token: string): Promise<Stored | undefined> {
  return tx.maybeOne<Stored>(
    `select payer_id as "payerId", kind, token, customer, brand, last4, exp_month as "expMonth",
       exp_year as "expYear" from payment_method
     where org_id = app_org() and gateway = $1 and token = $2 and replaced_at is null`,
    [gateway, token],
  );
}

function isSame(stored: Stored, { last4, expMonth, expYear }: Card): boolean {
  return stored.last4 === last4 && stored.expMonth === expMonth && stored.expYear === expYear;
}

function pick({ last4, expMonth, expYear }: Card) {
  return { last4, expMonth, expYear };
}
