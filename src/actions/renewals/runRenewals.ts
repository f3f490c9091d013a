import { recordActivity } from '../../activity/record.ts';
import {
  anyRenewals,
  claimNotices,
  insertDueRenewals,
  lapseRenewals,
  unanswered,
} from '../../db/renewals/due.ts';
import { lockRenewal, subscriptionOf } from '../../db/renewals/write.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import { Refusal } from '../../domain/errors.ts';
import { daysSeenAhead, remindersDue } from '../../domain/renewals/schedule.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { interveneIn } from './editRenewal.ts';
import { renewAhead } from './renewAhead.ts';
import { remindIn, sendIn } from './sendRenewal.ts';

const batchSize = 500;
/** Notices of one transaction: each is priced by itself. */
const sendSize = 50;

export type RenewalRun = { made: number; sent: number; reminded: number; issued: number };

/**
 * What a day asks of renewals (renewals.md): those that come into sight are made, notices and
 * reminders sent, invoices of the coming term issued where the plan sends them ahead, and what was
 * never answered closed. Run twice it changes nothing; stopped anywhere, the next run goes on.
 */
export async function runRenewals(ctx: Context): Promise<RenewalRun> {
  const none = { made: 0, sent: 0, reminded: 0, issued: 0 };
  if (!(await look(ctx, ({ tx }) => anyRenewals(tx)))) return none;
  const made = await repeat(batchSize, () => act(ctx, makeSome));
  const sent = await repeat(sendSize, () => act(ctx, sendSome));
  const reminded = await remindAll(ctx);
  const issued = await repeat(batchSize, () => act(ctx, (scene) => renewAhead(scene, batchSize)));
  await act(ctx, lapse);
  return { made, sent, reminded, issued };
}

async function repeat(size: number, step: () => Promise<number>): Promise<number> {
  let count = 0;
  for (;;) {
    const done = await step();
    count += done;
    if (done < size) return count;
  }
}

async function makeSome(scene: Scene): Promise<number> {
  const { tx, today, now } = scene;
  const about = { today, now, seenAhead: daysSeenAhead, limit: batchSize };
  const made = await insertDueRenewals(tx, about);
  await recordActivity(
    scene,
    made.flatMap(({ contactId, subscriptionId, reason }) => {
      if (reason === null) return [];
      return [
        { event: 'renewal_intervention' as const, contactId, subscriptionId, data: { reason } },
      ];
    }),
  );
  return made.length;
}

async function sendSome(scene: Scene): Promise<number> {
  const due = await claimNotices(scene.tx, { today: scene.today, limit: sendSize });
  for (const { id } of due) {
    const asked = await lockedAsked(scene, id);
    try {
      await sendIn(scene, asked);
    } catch (error) {
      // What cannot be offered as it stands is for staff to look at, and holds up nobody else.
      if (!(error instanceof Refusal)) throw error;
      await interveneIn(scene, asked, error.code);
    }
  }
  return due.length;
}

async function lockedAsked(scene: Scene, id: string) {
  const { tx, today } = scene;
  const row = await lockSubscription(tx, today, { id: await subscriptionOf(tx, id) });
  return { row, renewal: await lockRenewal(tx, id) };
}

/** Recalls what is not answered, each step once; after downtime one message, not a burst. */
async function remindAll(ctx: Context): Promise<number> {
  let count = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await act(ctx, (scene) => remindSome(scene, after));
    count += page.reminded;
    if (page.last === null) return count;
    after = page.last;
  }
}

async function remindSome(scene: Scene, after: string) {
  const { tx, org, today } = scene;
  const { remind, reminder_days: offsets } = org.settings.renewals;
  if (!remind) return { reminded: 0, last: null };
  const page = await unanswered(tx, { after, limit: sendSize });
  let reminded = 0;
  for (const { id, sentAt, reminders } of page) {
    const due = remindersDue(localDateIn(sentAt, org.timezone), offsets, today);
    if (due <= reminders) continue;
    const asked = await lockedAsked(scene, id);
    if (asked.renewal.state !== 'sent') continue;
    try {
      await remindIn(scene, asked, due);
      reminded += 1;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      await interveneIn(scene, asked, error.code);
    }
  }
  return { reminded, last: page.length < sendSize ? null : page.at(-1)!.id };
}

async function lapse(scene: Scene): Promise<void> {
  const { tx, today, org } = scene;
  const days = org.settings.renewals.lapse_days;
  const lapsed = await lapseRenewals(tx, { today, days });
  await recordActivity(
    scene,
    lapsed.map(({ contactId, subscriptionId }) => ({
      event: 'renewal_lapsed' as const,
      contactId,
      subscriptionId,
    })),
  );
}
