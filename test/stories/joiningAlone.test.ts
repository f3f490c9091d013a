/** Who joins by themselves: what they are asked, what they pay, and what they may not. */
import { describe, expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { joinByMember, previewOwnJoin } from '../../src/actions/joining/joinByMember.ts';
import { publicOffers, readOffer } from '../../src/actions/joining/offers.ts';
import type { Given } from '../../src/actions/joining/questions.ts';
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

/** A club whose form asks these, with own fields of every kind. */
async function asking(...keys: string[]) {
  const of = await club({ joinForm: null });
  await of.life.rows(
    `insert into field (org_id, id, key, label_en, label_fr, type, choices, visibility, position,
       created_at)
     select org_id, gen_random_uuid(), k, k, k, k, '{S,M}', 'member_edits', 2, created_at
     from field, unnest('{number,amount,date,boolean,choice}'::text[]) k where key = 'trade'
     returning id`,
  );
  const questions = keys.map((key) => ({ key, required: true }));
  const joinForm = { intro: '', questions, message: 'none' };
  await of.life.rows('update plan set join_form = $1 where id = $2 returning id', [
    JSON.stringify(joinForm),
    of.planId,
  ]);
  const answer = (given: Record<string, Given>) =>
    joinByMember(of.member, { ...of.wish, answers: given });
  return { of, answer };
}

describe('an answer', () => {
  const wrong: Record<string, Given> = {
    phone: '1'.repeat(41),
    birthday: '2001-02-30',
    website: 7,
    address: '1 rue Basse',
    'own:trade': true,
    'own:number': 'seven',
    'own:amount': 1.5,
    'own:date': 'soon',
    'own:boolean': 'yes',
    'own:choice': 'XL',
  };

  it('of the wrong kind is refused beside its question', async () => {
    const { answer } = await asking(...Object.keys(wrong));
    await expect(answer(wrong)).rejects.toMatchObject({
      fields: Object.keys(wrong).map((key) => ({
        pointer: `/answers/${key}`,
        code: 'answer_unfit',
      })),
    });
  });

  it('is kept as it was read: amounts as money, a box that must be ticked as yes', async () => {
    const { of, answer } = await asking('own:amount', 'own:boolean');
    await expect(answer({ 'own:amount': 1250, 'own:boolean': false })).rejects.toMatchObject({
      fields: [{ pointer: '/answers/own:boolean', code: 'answer_missing' }],
    });
    await answer({ 'own:amount': 1250, 'own:boolean': true });
    const [row] = await of.life.rows<{ answers: { value: string }[] }>(
      'select answers from join_request',
    );
    expect(row?.answers.map(({ value }) => value)).toEqual(['€12.50', 'yes']);
  });

  it('shows nobody what only staff know of them, nor erases it by being left out', async () => {
    const questions = [{ key: 'own:trade', required: false }];
    const of = await club({ joinForm: { ...form, questions } });
    await of.life.rows(`update contact set fields = '{"trade": "difficult"}' returning id`);
    const { questions: asks } = await look(of.member, (scene) =>
      readOffer(scene, of.planId, of.contactId),
    );
    expect(asks).toMatchObject([{ key: 'own:trade', value: null }]);
    await joinByMember(of.member, { ...of.wish, answers: { 'own:trade': null } });
    expect(await of.life.rows('select fields from contact where id = $1', [of.contactId])).toEqual([
      { fields: { trade: 'difficult' } },
    ]);
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

  it('gives a payment method for what is free but for its first payment, too', async () => {
    const of = await club({ kind: 'custom', approvalNeeded: false, joinForm: null });
    await of.life.rows('update price set amount = 0, setup_amount = 2000 returning id');
    const wish = { ...of.wish, answers: {}, amount: 0 };
    expect(await previewOwnJoin(of.member, wish)).toMatchObject({ needsMethod: true, whole: 0 });
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
