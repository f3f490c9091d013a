import type { Context } from '../context.ts';
import { act } from '../context.ts';

type Card = { token: string; last4: string; expMonth: number; expYear: number };

/** The bank gave a card a new date or number: what is shown of it follows. */
export function updateMethod(ctx: Context, gateway: string, card: Card): Promise<void> {
  return act(ctx, async ({ tx }) => {
    await tx.exec(
      `update payment_method set last4 = $3, exp_month = $4, exp_year = $5
       where org_id = app_org() and gateway = $1 and token = $2`,
      [gateway, card.token, card.last4, card.expMonth, card.expYear],
    );
  });
}
