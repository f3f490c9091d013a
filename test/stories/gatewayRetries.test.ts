import { describe, expect, it } from 'vitest';
import { act } from '../../src/actions/context.ts';
import { retryCase } from '../../src/actions/overdue/caseActions.ts';
import { testDatabase } from '../support/database.ts';
import { billingWorld, cards } from './billingWorld.ts';

const db = await testDatabase();

/** Billed on 1 March 2026 to a card whose gateway tries again by itself for three days. */
async function refusedAtFirst(card: string, until = '2026-03-01') {
  const life = await billingWorld(db, '2026-02-01');
  const plan = await life.plan({ amount: 1000 });
  const { subscriptionId, contactId } = await life.join(plan, { card: cards.good });
  await life.card(contactId, card);
  await life.until('2026-02-28');
  await life.news();
  await life.until(until);
  const state = async () => (await life.subscription(subscriptionId)).state;
  const attempts = () =>
    life.rows<{ state: string }>('select state from payment_attempt order by created_at, id');
  return { life, subscriptionId, contactId, state, attempts };
}

describe('a gateway that schedules its own retries is only listened to (spec/overdue.md)', () => {
  it('opens the case and writes at its first refusal, and tries nothing by itself', async () => {
    const { life, state, attempts } = await refusedAtFirst(cards.triesPaid);
    expect(await state()).toBe('overdue');
    expect(await life.news()).toEqual({
      events: ['access_suspended', 'charge_failed', 'invoice_issued', 'overdue_opened'],
      mails: ['declined_first'],
      charges: ['processing 1000'],
    });
    await life.until('2026-03-03');
    expect(await life.news()).toMatchObject({ events: [], mails: [] });
    expect(await attempts()).toHaveLength(2);
    const [found] = await life.rows<{ id: string }>('select id from overdue_case');
    await expect(retryCase(life.ctx, found!.id)).rejects.toMatchObject({
      code: 'attempt_unresolved',
    });
    await life.check();
  });

  it('takes its success for the recovery', async () => {
    const { life, state, attempts } = await refusedAtFirst(cards.triesPaid, '2026-03-05');
    expect(await state()).toBe('active');
    expect(await attempts()).toEqual([{ state: 'succeeded' }, { state: 'succeeded' }]);
    expect((await life.news()).mails).toEqual(['declined_first', 'recovered']);
    await life.check();
  });

  it('asks for another method when it gives up, and ends as after any last refusal', async () => {
    const { life, state, attempts } = await refusedAtFirst(cards.triesRefused, '2026-03-05');
    expect(await state()).toBe('overdue');
    expect(await attempts()).toEqual([{ state: 'succeeded' }, { state: 'declined' }]);
    expect((await life.news()).mails).toEqual(['declined_first', 'hard_declined']);
    await life.check();
    await life.until('2026-03-20');
    expect(await state()).toBe('cancelled');
    expect(await attempts()).toHaveLength(2);
    await life.check();
  });

  it('stops it when the payer gives another card, which pays at once', async () => {
    const { life, contactId, state, attempts } = await refusedAtFirst(cards.triesPaid);
    await life.card(contactId, cards.good);
    expect(await state()).toBe('active');
    expect(await attempts()).toEqual([
      ...[{ state: 'succeeded' }, { state: 'declined' }, { state: 'succeeded' }],
    ]);
    await life.until('2026-03-20');
    const [{ count }] = (await act(life.ctx, ({ tx }) =>
      tx.query<{ count: number }>('select count(*) from payment'),
    )) as [{ count: number }];
    expect(count).toBe(2);
    await life.check();
  });
});
