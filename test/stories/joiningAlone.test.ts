/** Who joins by themselves: what they are asked, what they pay, and what they may not. */
import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { joinByMember, previewOwnJoin } from '../../src/actions/joining/joinByMember.ts';
import { publicOffers } from '../../src/actions/joining/offers.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import type { NewPlan } from '../../src/actions/plans/input.ts';
import { testDatabase } from '../support/database.ts';
import { answers, asked, form, mails, memberOf, openClub } from './joinWorld.ts';
import { goodCard } from './lifeWorld.ts';

const db = await testDatabase();

const club = (plan: Partial<NewPlan> = {}) => openClub(db, plan);

describe('the form of a plan', () => {
  it('asks for own fields that exist; one that is deleted later is asked for no more', async () => {
    const wrong = { ...form, questions: [{ key: 'own:shoe', required: true }] };
    await expect(club({ joinForm: wrong })).rejects.toMatchObject({ code: 'field_unknown' });
    const of = await club();
    await of.life.rows('delete from field returning id');
    const { 'own:trade': _gone, ...left } = answers;
    await joinByMember(of.member, { ...of.wish, answers: left });
    await of.life.check();
  });
});

describe('somebody who joins by themselves', () => {
  it('is asked for what the form requires, and for nothing else', async () => {
    const of = await club();
    const lacking = { ...of.wish, answers: { phone: ' ', 'own:shoe': '43' } };
    await expect(joinByMember(of.member, lacking)).rejects.toMatchObject({
      fields: [
        { pointer: '/answers/own:shoe', code: 'not_asked' },
        { pointer: '/answers/phone', code: 'answer_missing' },
        { pointer: '/answers/own:trade', code: 'answer_missing' },
      ],
    });
    expect(await of.life.rows('select id from subscription')).toEqual([]);
  });

  it('begins at once where the plan wants no approval, with a payment method first', async () => {
    const of = await club({ approvalNeeded: false, joinForm: null });
    const wish = { ...of.wish, answers: {} };
    expect(await previewOwnJoin(of.member, wish)).toMatchObject({ needsMethod: true, whole: 3100 });
    await expect(joinByMember(of.member, wish)).rejects.toMatchObject({
      code: 'payment_method_first',
    });
    await setPaymentMethod(of.life.ctx, of.contactId, goodCard);
    const preview = await previewOwnJoin(of.member, wish);
    expect(preview).toMatchObject({ needsMethod: false, collection: 'automatic' });
    const { subscriptionId: id, invoiceIds } = await joinByMember(of.member, wish);
    expect(invoiceIds).toHaveLength(1);
    expect(await of.life.subscription(id)).toMatchObject({ state: 'active', source: 'signup' });
    expect(await of.life.rows('select total, status from invoice')).toEqual([
      { total: preview.invoice?.draft.total, status: 'paid' },
    ]);
    expect((await mails(of)).map(({ template }) => template)).toContain('joined');
    await expect(joinByMember(of.member, wish)).rejects.toMatchObject({
      code: 'already_subscribed',
    });
    await of.life.check();
  });

  it('finds what is on offer: hidden plans by their link, none that is closed to members', async () => {
    const of = await club({ public: false });
    const closed = await of.life.plan({
      name: 'Closed',
      amount: 100,
      memberRules: { join: false },
    });
    const open = await of.life.plan({ name: 'Open', kind: 'free', amount: 0 });
    const offers = () => look(of.member, (scene) => publicOffers(scene, of.contactId));
    expect((await offers()).map(({ plan, isHeld }) => [plan.id, isHeld])).toEqual([
      [open.id, false],
    ]);
    await joinByMember(of.member, { ...of.wish, planId: open.id, answers: {} });
    expect((await offers()).map(({ isHeld }) => isHeld)).toEqual([true]);
    await asked(of);
    const wish = { ...of.wish, planId: closed.id, answers: {} };
    await expect(joinByMember(of.member, wish)).rejects.toMatchObject({ code: 'member_may_not' });
    await of.life.check();
  });

  it('pays what is overdue first, and takes nothing at the cost of somebody else', async () => {
    const of = await club({ approvalNeeded: false, joinForm: null });
    const other = await of.life.plan({ name: 'Desk', amount: 500 });
    await of.life.join(other.id, { who: { contactId: of.contactId }, collection: 'invoice' });
    await of.life.day('2026-11-30');
    const wish = { ...of.wish, answers: {} };
    await expect(joinByMember(of.member, wish)).rejects.toMatchObject({
      code: 'pay_overdue_first',
    });
    const { id: boss } = await of.contact('Boss');
    const { id: ben } = await createContact(of.life.ctx, { display_name: 'Ben', payer_id: boss });
    const bens = { ...wish, contactId: ben };
    await expect(joinByMember(memberOf(of.life.ctx, ben), bens)).rejects.toMatchObject({
      code: 'member_may_not',
    });
  });
});
