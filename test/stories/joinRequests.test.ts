/** Who asks first: the queue, its decisions, and what never happens. */
import { describe, expect, it } from 'vitest';
import { runBulk } from '../../src/actions/bulk/runBulk.ts';
import { previewBulk, startBulk } from '../../src/actions/bulk/startBulk.ts';
import { look } from '../../src/actions/context.ts';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { approveRequest, previewApproval } from '../../src/actions/joining/approveRequest.ts';
import { declineRequest, withdrawRequest } from '../../src/actions/joining/declineRequest.ts';
import { joinByMember } from '../../src/actions/joining/joinByMember.ts';
import { setPaymentMethod } from '../../src/actions/payments/paymentMethod.ts';
import { blockContact } from '../../src/actions/people/blockContact.ts';
import { archivePlan } from '../../src/actions/plans/archivePlan.ts';
import type { NewPlan } from '../../src/actions/plans/input.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { runWork } from '../../src/actions/work/work.ts';
import { listRequests } from '../../src/db/subscriptions/requests.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { answers, asked, mails, memberOf, openClub, statusOf } from './joinWorld.ts';
import { goodCard } from './lifeWorld.ts';

const db = await testDatabase();

const club = (plan: Partial<NewPlan> = {}) => openClub(db, plan);

describe('a request to join', () => {
  it('waits with its answers: nothing runs or is billed, and the applicant is told', async () => {
    const of = await club();
    const id = await asked(of);
    expect(await of.life.subscription(id)).toMatchObject({
      state: 'pending_approval',
      nextBillingOn: null,
      endsOn: null,
      startsOn: '2026-10-11',
    });
    expect(await of.life.rows('select id from invoice union all select id from term')).toEqual([]);
    expect(await mails(of)).toEqual([{ template: 'join_requested' }]);
    const page = { decided: false, planId: null, offset: 0, limit: 10 };
    const [listed] = await look(of.life.ctx, ({ tx }) => listRequests(tx, page));
    expect(listed).toMatchObject({
      name: 'Ana',
      planName: 'Club',
      answers: [
        { label: 'Phone', value: '+33 6 12 34 56 78' },
        { label: 'Address', value: '1 rue Basse, 44000 Nantes' },
        { label: 'Trade', value: 'carpenter' },
      ],
    });
    const [contact] = await of.life.rows('select phone, fields from contact where id = $1', [
      of.contactId,
    ]);
    expect(contact).toEqual({ phone: answers.phone, fields: { trade: 'carpenter' } });
    expect(await statusOf(of)).toMatchObject({ pending_approval: true, joined_on: null });
    await of.life.day('2026-11-02');
    expect(await of.life.rows('select id from invoice')).toEqual([]);
    await of.life.check();
  });

  it('begins on the day it is approved, is billed from there, and charged', async () => {
    const of = await club();
    await setPaymentMethod(of.life.ctx, of.contactId, goodCard);
    const id = await asked(of);
    await of.life.day('2026-10-16');
    const preview = await previewApproval(of.life.ctx, id);
    expect(preview).toMatchObject({ startsOn: '2026-10-16', nextBillingOn: '2026-11-01' });
    // 16 of 31 days of October, at 31 €
    expect(preview.invoices.map(({ draft }) => draft.total)).toEqual([1600]);
    await approveRequest(of.life.ctx, { id });
    expect(await of.life.subscription(id)).toMatchObject({
      state: 'active',
      startsOn: '2026-10-16',
      nextBillingOn: preview.nextBillingOn,
    });
    expect(await of.life.rows('select total, status from invoice')).toEqual([
      { total: 1600, status: 'paid' },
    ]);
    expect((await mails(of)).map(({ template }) => template)).toContain('join_approved');
    expect(await statusOf(of)).toMatchObject({ pending_approval: false, joined_on: '2026-10-16' });
    await expect(approveRequest(of.life.ctx, { id })).rejects.toMatchObject({ code: 'no_request' });
    await of.life.day('2026-11-01');
    expect(await of.life.rows('select total from invoice order by serial')).toEqual([
      { total: 1600 },
      { total: 3100 },
    ]);
    await of.life.check();
  });

  it('keeps the day that was wished, and the price it was asked at', async () => {
    const of = await club();
    const { subscriptionId: id } = await of.life.join(of.planId, {
      who: { contactId: of.contactId },
      approval: 'needed',
      startOn: d('2026-12-01'),
      firstBillingOn: d('2026-12-15'),
      prorate: false,
    });
    expect(await of.life.subscription(id)).toMatchObject({ state: 'pending_approval' });
    await of.life.rows('update price set amount = 9900 returning id');
    await approveRequest(of.life.ctx, { id });
    expect(await of.life.subscription(id)).toMatchObject({
      ...{ state: 'scheduled', startsOn: '2026-12-01', nextBillingOn: '2026-12-15', amount: 3100 },
    });
    await of.life.day('2026-12-15');
    expect(await of.life.rows('select total from invoice')).toEqual([{ total: 3100 }]);
    await of.life.check();
  });

  it('gives the trial from the day it is approved', async () => {
    const of = await club({ trialDays: 10 });
    const id = await asked(of);
    await of.life.day('2026-10-20');
    await approveRequest(of.life.ctx, { id });
    expect(await of.life.subscription(id)).toMatchObject({
      state: 'trialing',
      trialEndsOn: '2026-10-30',
    });
    await of.life.check();
  });

  it('that is declined leaves nothing: no member, no seat, a reason told, a new try', async () => {
    const of = await club({ capacity: 1 });
    const id = await asked(of);
    await expect(joinByMember(of.member, of.wish)).rejects.toMatchObject({ code: 'plan_full' });
    await declineRequest(of.life.ctx, { id }, { reason: 'Full for this season' });
    expect(await of.life.subscription(id)).toMatchObject({
      ...{ state: 'cancelled', endCause: 'declined', startsOn: '2026-10-11', endsOn: '2026-10-11' },
    });
    expect(await statusOf(of)).toMatchObject({
      ...{ pending_approval: false, joined_on: null, running: false, ended_on: null },
    });
    const written = await of.life.rows<{ data: { reason: string } }>(
      `select data from message where template = 'join_declined'`,
    );
    expect(JSON.stringify(written)).toContain('Full for this season');
    const again = await asked(of);
    await withdrawRequest(of.member, { id: again });
    const [last] = await of.life.rows(
      'select outcome from join_request where subscription_id = $1',
      [again],
    );
    expect(last).toEqual({ outcome: 'withdrawn' });
    expect(await of.life.rows('select seats_taken from plan')).toEqual([{ seats_taken: 0 }]);
    await of.life.check();
  });

  it('is declined when staff end it, or block who asked, who is not written to then', async () => {
    const of = await club();
    const id = await asked(of);
    await revokeSubscription(of.life.ctx, { id });
    expect(await of.life.subscription(id)).toMatchObject({ endCause: 'declined' });
    const again = await asked(of);
    const before = (await mails(of)).length;
    await blockContact(of.life.ctx, of.contactId, 'spam');
    expect(await of.life.subscription(again)).toMatchObject({ endCause: 'declined' });
    expect(await mails(of)).toHaveLength(before);
    await of.life.check();
  });

  it('cannot be approved once its plan is archived', async () => {
    const of = await club();
    const id = await asked(of);
    await archivePlan(of.life.ctx, of.planId);
    await expect(previewApproval(of.life.ctx, id)).rejects.toMatchObject({ code: 'plan_archived' });
    await expect(approveRequest(of.life.ctx, { id })).rejects.toMatchObject({
      code: 'plan_archived',
    });
  });

  it('is decided for many at once, each failure by name', async () => {
    const of = await club();
    await asked(of);
    const { id: ben } = await of.contact('Ben');
    const { id: cleo } = await of.contact('Cléo');
    await joinByMember(memberOf(of.life.ctx, ben), { ...of.wish, contactId: ben });
    const who = { ids: [of.contactId, ben, cleo] };
    const wish = { act: { act: 'approve' as const }, who, plan_id: null };
    expect(await previewBulk(of.life.ctx, wish)).toMatchObject({
      ...{ touched: 2, people: 2, billed: [{ amount: 4200, currency: 'EUR' }] },
      excluded: [{ code: 'no_request', count: 1 }],
    });
    const { id } = await startBulk(of.life.ctx, wish);
    await runWork(of.life.ctx, id, (progress) => runBulk(of.life.ctx, id, progress));
    const states = await of.life.rows('select state from subscription order by state');
    expect(states).toEqual([{ state: 'active' }, { state: 'active' }]);
    await of.life.check();
  });
});

describe('the doctor', () => {
  it('sees a request that is out of step, and a bill before approval', async () => {
    const of = await club();
    const id = await asked(of);
    const findings = async () => {
      const report = await runDoctor(of.life.ctx);
      return report.filter(({ ok }) => !ok).map(({ name }) => name);
    };
    expect(await findings()).toEqual([]);
    await of.life.rows(
      `insert into term (org_id, id, subscription_id, plan_version_id, starts_on, ends_on, kind,
         status, amount, currency, created_at)
       select app_org(), gen_random_uuid(), s.id, s.plan_version_id, s.starts_on, s.starts_on + 1,
         'free', 'active', 0, 'EUR', now() from subscription s where s.id = $1 returning id`,
      [id],
    );
    expect(await findings()).toContain('nothing_before_approval');
    await of.life.rows('delete from term returning id');
    await of.life.rows(
      `update join_request set outcome = 'approved', decided_by = '{}', decided_at = now()
       returning id`,
    );
    expect(await findings()).toContain('requests_match_subscriptions');
  });
});
