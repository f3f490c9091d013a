import { describe, expect, it } from 'vitest';
import { playBank } from '../../src/actions/gateways/testBank.ts';
import { actOnCases, previewCases } from '../../src/actions/overdue/actOnCases.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { cards } from './billingWorld.ts';
import { overdueMember } from './overdueWorld.ts';

const db = await testDatabase();

/** A member whose charge of 2 March got the card's answer, seen on the 4th. */
async function overdue(card = cards.empty) {
  const member = await overdueMember(db, card);
  await member.world.until('2026-03-03');
  await member.world.news();
  return member;
}

async function openCase(world: World) {
  const [row] = await world.rows<{ id: string; invoice: string }>(
    `select id, invoice_id as invoice from overdue_case where state = 'open'`,
  );
  return row!;
}

describe('staff try cases again from the list', () => {
  it('not while a payment of the invoice is disputed', async () => {
    const { world, contactId } = await overdue();
    const { invoice } = await openCase(world);
    const cheque = { invoiceId: invoice, amount: 1000, means: 'cheque' as const };
    const { paymentId } = await recordOfflinePayment(world.ctx, cheque);
    await world.card(contactId, cards.good);
    await reverseOfflinePayment(world.ctx, paymentId, 'bounced');
    await world.until('2026-03-04');
    const [charge] = await world.rows<{ id: string }>(
      `select id from payment_attempt where invoice_id = $1 and state = 'succeeded'`,
      [invoice],
    );
    await playBank(world.ctx, { kind: 'dispute', chargeId: charge!.id, reason: 'general' });
    await world.news();
    const { id } = await openCase(world);
    const [preview] = await previewCases(world.ctx, [id], { kind: 'retry' });
    expect(preview!.refusal?.code).toBe('payment_disputed');
    const [outcome] = await actOnCases(world.ctx, [id], { kind: 'retry' });
    expect(outcome!.refusal?.code).toBe('payment_disputed');
    expect((await world.news()).charges).toEqual([]);
    await world.check();
  });

  it('and the member is asked for another card at once when it is refused for good', async () => {
    const { world } = await overdue();
    await world.until('2026-03-05');
    await world.news();
    const { id } = await openCase(world);
    await actOnCases(world.ctx, [id], { kind: 'retry' });
    expect((await world.news()).mails).toEqual([]);
    await world.rows('update payment_method set token = replace(token, $1, $2)', [
      cards.empty,
      cards.stolen,
    ]);
    await actOnCases(world.ctx, [id], { kind: 'retry' });
    expect((await world.news()).mails).toEqual(['hard_declined']);
    await world.check();
  });

  it('and a charge the gateway had made after all is found first, and is the payment', async () => {
    const { world } = await overdue(cards.silentNothing);
    await world.until('2026-03-04');
    const { id, invoice } = await openCase(world);
    const [lost] = await world.rows<{ id: string; reason: string }>(
      'select id, reason from payment_attempt where invoice_id = $1',
      [invoice],
    );
    expect(lost).toMatchObject({ reason: 'no_answer' });
    // The charge had arrived: the gateway was only late to say so.
    await world.rows(
      `insert into test_gateway_charge (org_id, idempotency_key, token, amount, currency, outcome,
         created_at)
       select app_org(), id, 'late', amount, currency, 'succeeded', created_at
       from payment_attempt where id = $1`,
      [lost!.id],
    );
    const outcomes = await actOnCases(world.ctx, [id], { kind: 'retry' });
    expect(outcomes).toMatchObject([{ id, outcome: 'paid' }]);
    expect((await world.news()).charges).toEqual(['succeeded 2500']);
    await world.check();
  });
});
