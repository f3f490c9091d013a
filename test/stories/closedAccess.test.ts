import { describe, expect, it } from 'vitest';
import { runBillingDay } from '../../src/actions/billing/runBillingDay.ts';
import { readMessage } from '../../src/actions/messages/readMessages.ts';
import { recordOfflinePayment } from '../../src/actions/payments/recordOfflinePayment.ts';
import { reverseOfflinePayment } from '../../src/actions/payments/reverseOfflinePayment.ts';
import type { Program } from '../../src/actions/program.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { schedule } from '../../src/jobs/handlers/schedule.ts';
import { testDatabase } from '../support/database.ts';
import type { World } from './billingWorld.ts';
import { billingWorld, cards } from './billingWorld.ts';
import { accessOf, nothing, overdueMember } from './overdueWorld.ts';

const db = await testDatabase();

type Access = { kind: 'suspend' } | { kind: 'keep_days'; days: number };

/** Who pays 40 € a month by transfer; the first is due on 16 March, nobody paid. */
async function transferMember(access: Access = { kind: 'suspend' }, language: 'en' | 'fr' = 'en') {
  const world = await billingWorld(db, '2026-02-02', { settings: { overdue: { access } } });
  const contact = { display_name: 'Ana', email: 'ana@example.org', language };
  const member = await world.join(await world.plan({ amount: 4000 }), {
    who: { contact },
    firstBillingOn: d('2026-03-02'),
    prorate: false,
    collection: 'invoice',
  });
  await world.until('2026-03-16');
  await world.news();
  return { world, ...member };
}

/** The latest reminder, as its reader sees it. */
async function lastReminder(world: World): Promise<string> {
  const [row] = await world.rows<{ id: string }>(
    `select id from message where template = 'reminder' order by created_at desc limit 1`,
  );
  const { text } = await readMessage(world.ctx, row!.id, { mayFollowLinks: false });
  return text.replace(/\s+/g, ' ');
}

describe('an invoice that nobody paid in time', () => {
  it('closes access with a mail that says so, and how to open it again', async () => {
    const { world, contactId } = await transferMember();
    await world.until('2026-03-17');
    expect(await world.news()).toEqual({
      ...nothing,
      events: ['access_suspended', 'overdue_opened'],
      mails: ['reminder'],
    });
    expect(await accessOf(world, contactId)).toMatchObject({ closed: 'overdue' });
    const text = await lastReminder(world);
    expect(text).toContain('€40.00 is still open');
    expect(text).toContain('Your access is closed until this is paid');
    expect(text).toContain('Pay €40.00');
    await world.until('2026-03-22');
    expect(await world.news()).toEqual(nothing);
    await world.until('2026-03-23');
    expect(await world.news()).toEqual({ ...nothing, mails: ['reminder'] });
    await world.check();
  });

  it('says it in the language of the payer', async () => {
    const { world } = await transferMember({ kind: 'suspend' }, 'fr');
    await world.until('2026-03-17');
    expect(await lastReminder(world)).toContain('Votre accès est fermé en attendant le règlement');
  });

  it('that keeps access for less than the first reminder says until when', async () => {
    const { world, contactId } = await transferMember({ kind: 'keep_days', days: 3 });
    await world.until('2026-03-17');
    expect((await world.news()).mails).toEqual(['reminder']);
    expect(await lastReminder(world)).toContain('stays open until 18 March 2026');
    expect(await accessOf(world, contactId)).toMatchObject({ closed: null });
    await world.check();
  });

  it('that keeps access beyond the first reminder leaves the telling to it', async () => {
    const { world } = await transferMember({ kind: 'keep_days', days: 20 });
    await world.until('2026-03-17');
    expect((await world.news()).mails).toEqual([]);
    await world.until('2026-03-23');
    expect((await world.news()).mails).toEqual(['reminder']);
  });

  it('found days later by a program that was away is told once', async () => {
    const { world } = await transferMember();
    await world.wakesOn('2026-03-25');
    expect((await world.news()).mails).toEqual(['reminder']);
    expect(await lastReminder(world)).toContain('Your access is closed until this is paid');
    await world.check();
  });
});

describe('money that was taken back', () => {
  it('closes access with a mail that names the next try, not an end', async () => {
    const { world, contactId } = await overdueMember(db);
    await world.until('2026-03-02');
    const [invoice] = await world.rows<{ id: string }>(
      `select id from invoice where status = 'open'`,
    );
    const cheque = { invoiceId: invoice!.id, amount: 2500, means: 'cheque' as const };
    const { paymentId } = await recordOfflinePayment(world.ctx, cheque);
    await world.until('2026-03-10');
    await reverseOfflinePayment(world.ctx, paymentId, 'bounced');
    await world.news();
    await world.until('2026-03-11');
    const { events, mails } = await world.news();
    expect(events).toEqual(expect.arrayContaining(['access_suspended', 'overdue_opened']));
    expect(mails).toEqual(['reminder']);
    const text = await lastReminder(world);
    expect(text).toContain('Your access is closed until this is paid');
    expect(text).toContain('We collect it by ourselves on 13 March 2026');
    expect(text).not.toContain('subscription ends');
    expect(await accessOf(world, contactId)).toMatchObject({ closed: 'overdue' });
    await world.check();
  });

  /** The card of another subscription is refused on the day on which access closes by date. */
  async function heldBack() {
    const { world, contactId } = await transferMember();
    await world.card(contactId, cards.empty);
    await world.join(await world.plan({ amount: 900 }), {
      who: { contactId },
      firstBillingOn: d('2026-03-17'),
      prorate: false,
    });
    await world.news();
    await world.until('2026-03-17');
    const { events, mails } = await world.news();
    expect(events.filter((event) => event === 'access_suspended')).toHaveLength(2);
    expect(mails).toEqual(['declined_first']);
    return { world, contactId };
  }

  it('waits for 23 hours after another mail of that kind, and goes then', async () => {
    const { world } = await heldBack();
    await world.until('2026-03-18');
    expect((await world.news()).mails).toEqual(['reminder']);
    const text = await lastReminder(world);
    expect(text).toContain('€40.00 is still open');
    expect(text).toContain('Your access is closed until this is paid');
    await world.until('2026-03-19');
    expect((await world.news()).mails).not.toContain('reminder');
    await world.check();
  });

  it('that waits is not written to who has paid, is blocked, or has access again', async () => {
    const paid = await heldBack();
    const [invoice] = await paid.world.rows<{ id: string }>(
      'select id from invoice where balance = 4000',
    );
    const money = { invoiceId: invoice!.id, amount: 4000, means: 'cash' as const };
    await recordOfflinePayment(paid.world.ctx, money);
    await paid.world.news();
    await paid.world.until('2026-03-18');
    expect((await paid.world.news()).mails).not.toContain('reminder');
    const blocked = await heldBack();
    await blocked.world.rows(
      `update contact set blocked_at = '2026-03-17T09:00:00Z' where id = $1 returning 1`,
      [blocked.contactId],
    );
    await blocked.world.until('2026-03-18');
    expect((await blocked.world.news()).mails).toEqual([]);
    const open = await heldBack();
    await open.world.rows(`update subscription set state = 'active' returning 1`);
    await open.world.until('2026-03-18');
    expect((await open.world.news()).mails).not.toContain('reminder');
  });

  it('that waits goes out on the same day once 23 hours are over', async () => {
    const { world } = await heldBack();
    const { orgId } = world.ctx;
    /** Whether the calendar of a real organization wakes it at that hour. */
    const wakesAt = async (hour: number) => {
      await world.rows('update organization set sandbox = true returning 1');
      await world.moveTo('2026-03-17', hour);
      await world.rows('update organization set sandbox = false, clock_at = null returning 1');
      await schedule({ db, clock: world.ctx.clock } as Program);
      const key = `billing_day:${orgId}`;
      const found = await db.pool.query(
        'delete from graphile_worker._private_jobs where key = $1 returning key',
        [key],
      );
      return found.rowCount === 1;
    };
    await world.rows(
      `update overdue_case set last_mail_at = '2026-03-16T19:00:00Z'
       where last_mail_at is not null returning 1`,
    );
    expect(await wakesAt(18)).toBe(false);
    expect(await wakesAt(20)).toBe(true);
    await runBillingDay(world.ctx);
    expect((await world.news()).mails).toEqual(['reminder']);
    expect(await wakesAt(21)).toBe(false);
  });
});
