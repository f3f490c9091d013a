/** Somebody who paid by a test card, and a bank that can be made to act. */

import { playBank } from '../../src/actions/gateways/testBank.ts';
import type { Database } from '../../src/db/connection.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

/** Somebody who paid 10.00 by card on 1 October for the month. */
export async function paidMember(db: Database) {
  const life = await lifeWorld(db, '2026-10-01');
  const plan = await life.plan({ amount: 1000 });
  const { subscriptionId } = await life.join(plan.id, {
    firstBillingOn: '2026-10-01' as never,
    paymentMethod: goodCard,
  });
  const [charge] = await life.rows<{ id: string; invoice: string }>(
    'select id, invoice_id as invoice from payment_attempt',
  );
  return { life, subscriptionId, charge: charge!.id, invoice: charge!.invoice };
}

export const dispute = (life: Life, chargeId: string, reason = 'product_not_received') =>
  playBank(life.ctx, { kind: 'dispute', chargeId, reason });

export const disputes = (life: Life) =>
  life.rows<{ id: string; reference: string; state: string; aftermath: string | null }>(
    'select id, reference, state, aftermath from dispute order by opened_at, id',
  );

export const invoices = (life: Life) =>
  life.rows<{ status: string; balance: number }>(
    'select status, balance from invoice order by number',
  );

export const cash = async (life: Life) =>
  (
    await life.rows<{ sum: number }>(
      `select coalesce(sum(amount), 0)::bigint as sum from ledger_entry where account = 'cash:test'`,
    )
  )[0]!.sum;

export const decide = async (life: Life, state: 'won' | 'lost') => {
  const [open] = await disputes(life);
  await playBank(life.ctx, { kind: 'decide', reference: open!.reference, state });
};

export type Standing = {
  reference: string;
  state: 'needs_response' | 'under_review' | 'won' | 'lost';
};

export function told(charge: string, standing: Standing) {
  return {
    ...{ chargeReference: `test_${charge}`, chargeKey: charge, amount: 1000, currency: 'EUR' },
    ...{ fee: null, fees: [], reason: 'general', inquiry: false, dueAt: null, ...standing },
  };
}
