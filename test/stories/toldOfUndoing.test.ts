import { describe, expect, it } from 'vitest';
import { refundPayment } from '../../src/actions/payments/refundPayment.ts';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import { cancelSubscription } from '../../src/actions/subscriptions/cancelSubscription.ts';
import {
  changeSubscription,
  withdrawChange,
} from '../../src/actions/subscriptions/changeSubscription.ts';
import {
  extendSubscription,
  undoExtension,
} from '../../src/actions/subscriptions/extendSubscription.ts';
import { pauseSubscription } from '../../src/actions/subscriptions/pauseSubscription.ts';
import {
  previewResume,
  resumeSubscription,
} from '../../src/actions/subscriptions/resumeSubscription.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import {
  previewUndoCancellation,
  undoCancellation,
} from '../../src/actions/subscriptions/undoCancellation.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

/** A member of Gold (31 € a month) who paid October, on the 10th. */
async function gold(settings: object = {}, more: object = {}) {
  const life = await lifeWorld(db, '2026-10-01', settings);
  const plan = await life.plan({ name: 'Gold', amount: 3100 });
  const firstBillingOn = d('2026-10-01');
  const joined = await life.join(plan.id, { firstBillingOn, paymentMethod: goodCard, ...more });
  life.moveTo('2026-10-10');
  return { life, id: joined.subscriptionId, contactId: joined.contactId };
}

function told(life: Life) {
  return life.rows<{ template: string; contact: string; data: Record<string, unknown> }>(
    `select template, contact_id as contact, data from message
     where template not in ('invoice', 'receipt') order by id`,
  );
}

const asMember = (life: Life, id: string) => ({
  ...life.ctx,
  actor: { kind: 'member' as const, id, name: 'M' },
});

describe('a member is told', () => {
  it('that staff ended it at once, and what of it stays to be paid', async () => {
    const { life, id, contactId } = await gold({}, { paymentMethod: null, collection: 'invoice' });
    await revokeSubscription(life.ctx, { id });
    expect(await told(life)).toMatchObject([
      {
        template: 'revoked',
        contact: contactId,
        data: { planName: 'Gold', endedOn: '2026-10-10', openBalance: { amount: 3100 } },
      },
    ]);
    await life.check();
  });

  it('once: a refund that ends access says so itself, and who is blocked hears nothing', async () => {
    const refunded = await gold();
    const [invoice] = await refunded.life.rows<{ id: string }>('select id from invoice');
    await refundPayment(refunded.life.ctx, {
      ...{ invoiceId: invoice!.id, amount: 3100, reason: 'asked' },
      ...{ way: 'outside', renewal: 'stops', access: 'ends' },
    });
    const templates = (await told(refunded.life)).map(({ template }) => template);
    expect(templates).toEqual(['refunded']);
    const blocked = await gold();
    await blockContact(blocked.life.ctx, blocked.contactId, 'rude');
    expect(await told(blocked.life)).toEqual([]);
  });

  it('that a cancellation was taken back, with the next charge the preview named', async () => {
    const { life, id, contactId } = await gold();
    const member = asMember(life, contactId);
    await cancelSubscription(member, { id });
    const preview = await previewUndoCancellation(member, id);
    const every = { unit: 'month', count: 1 };
    const price = { amount: 3100, currency: 'EUR', every, once: false };
    expect(preview).toEqual({ nextBillingOn: '2026-11-01', ...price });
    await undoCancellation(member, { id });
    expect((await life.subscription(id)).nextBillingOn).toBe(preview.nextBillingOn);
    expect((await told(life)).at(-1)).toMatchObject({
      template: 'cancellation_undone',
      data: { by: 'member', price: { amount: 3100 }, nextChargeOn: '2026-11-01' },
    });
    await expect(previewUndoCancellation(member, id)).rejects.toMatchObject({ code: 'not_ending' });
    await life.check();
  });

  it('that a planned change, free days or a pause to come are taken back', async () => {
    const { life, id } = await gold();
    await changeSubscription(life.ctx, { id }, { amount: 2000, when: 'period_end' });
    await withdrawChange(life.ctx, { id });
    expect((await told(life)).at(-1)).toMatchObject({
      template: 'change_withdrawn',
      data: { planName: 'Gold', toPlan: null, price: { amount: 3100 } },
    });
    await extendSubscription(life.ctx, { id }, { days: 5 });
    await undoExtension(life.ctx, { id });
    expect((await told(life)).at(-1)).toMatchObject({
      template: 'extension_undone',
      data: { days: 5, lastDay: '2026-10-31', nextChargeOn: '2026-11-01' },
    });
    await pauseSubscription(life.ctx, { id }, { fromOn: d('2026-10-20') });
    await resumeSubscription(life.ctx, { id });
    expect((await told(life)).at(-1)).toMatchObject({
      template: 'resumed',
      data: { neverBegan: true, nextChargeOn: '2026-11-01' },
    });
    await life.check();
  });
});

describe('a member may not', () => {
  it('take back what staff cancelled', async () => {
    const { life, id, contactId } = await gold();
    await cancelSubscription(life.ctx, { id });
    expect((await told(life)).at(-1)?.data).toMatchObject({ by: 'staff', undoUrl: null });
    const member = asMember(life, contactId);
    const refused = { code: 'member_may_not' };
    await expect(previewUndoCancellation(member, id)).rejects.toMatchObject(refused);
    await expect(undoCancellation(member, { id })).rejects.toMatchObject(refused);
    await undoCancellation(life.ctx, { id });
    await life.check();
  });

  it('end a pause where members take none', async () => {
    const { life, id, contactId } = await gold();
    await pauseSubscription(life.ctx, { id });
    const member = asMember(life, contactId);
    const refused = { code: 'member_may_not' };
    await expect(previewResume(member, id)).rejects.toMatchObject(refused);
    await expect(resumeSubscription(member, { id })).rejects.toMatchObject(refused);
    expect(await life.subscription(id)).toMatchObject({ state: 'paused' });
  });
});
