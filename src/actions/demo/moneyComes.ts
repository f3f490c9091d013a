import { act } from '../context.ts';
import { setPaymentMethod } from '../payments/paymentMethod.ts';
import { recordOfflineIn } from '../payments/recordOfflinePayment.ts';
import { attempt } from './luck.ts';
import type { World } from './world.ts';

type Late = { payerId: string; daysOpen: number; email: string };
type Unpaid = { id: string; balance: number; daysOpen: number; email: string };

/**
 * Members whose payment failed bring a new card: a good half of them, most at the first e-mail
 * (spec/overdue.md). The others are lost to the schedule.
 */
export async function newCardsCome({ ctx, chance }: World): Promise<void> {
  const late = await act(ctx, ({ tx, today }) =>
    tx.query<Late>(
      `select distinct on (c.email) oc.payer_id as "payerId", c.email,
         $1::date - oc.first_failed_on as "daysOpen"
       from overdue_case oc join contact c on c.org_id = app_org() and c.id = oc.payer_id
       where oc.org_id = app_org() and oc.state = 'open' and oc.policy ->> 'mode' = 'charge'
       order by c.email`,
      [today],
    ),
  );
  for (const { payerId, daysOpen } of late) {
    if (!chance.happens(daysOpen < 2 ? 0.15 : 0.12)) continue;
    await attempt(() => setPaymentMethod(ctx, payerId, { testCard: '4242424242424242' }));
  }
}

/** Those who pay by invoice do so after a few days: in full, seldom in part or too much. */
export async function transfersCome({ ctx, chance }: World): Promise<void> {
  await act(ctx, async (scene) => {
    const unpaid = await scene.tx.query<Unpaid>(
      `select i.id, i.balance, c.email, $1::date - i.issued_on as "daysOpen"
       from invoice i join contact c on c.org_id = app_org() and c.id = i.payer_id
       where i.org_id = app_org() and i.status = 'open' and i.collection = 'invoice'
         and i.issued_on < $1 order by c.email, i.serial`,
      [scene.today],
    );
    for (const { id: invoiceId, balance, daysOpen } of unpaid) {
      if (!chance.happens(daysOpen < 5 ? 0.08 : 0.13)) continue;
      await recordOfflineIn(scene, {
        invoiceId,
        amount: amountOf(balance, chance.next()),
        means: chance.weighted([
          [7, 'transfer'],
          [3, 'cheque'],
          [1, 'cash'],
        ] as const),
        reference: `VIR ${chance.whole(100_000, 999_999)}`,
      });
    }
  });
}

function amountOf(balance: number, draw: number): number {
  if (draw < 0.04) return Math.ceil(balance / 2);
  if (draw > 0.98) return balance + 500;
  return balance;
}
