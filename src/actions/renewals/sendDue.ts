import type { DueRenewal } from '../../db/renewals/due.ts';
import { noticesDue, unanswered } from '../../db/renewals/due.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import { Refusal } from '../../domain/errors.ts';
import { remindersDue } from '../../domain/renewals/schedule.ts';
import type { RenewalState } from '../../domain/renewals/states.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Scene } from '../context.ts';
import type { Asked } from './common.ts';
import { lockAsked } from './common.ts';
import { interveneIn } from './editRenewal.ts';
import { remindIn, sendIn } from './sendRenewal.ts';

/** Of one transaction: each is priced by itself. */
export const sendSize = 50;

/** Sends notices whose day has come; answers how many were looked at, 0 when none is left. */
export async function sendSome(scene: Scene): Promise<number> {
  const due = await noticesDue(scene.tx, { today: scene.today, limit: sendSize });
  await writeTo(scene, due, 'scheduled', (asked) => sendIn(scene, asked));
  return due.length;
}

/**
 * Recalls, of a page of unanswered renewals, those whose step has come; each step once, and after
 * downtime one message, not a burst. `last`: where the next page begins; null at the end.
 */
export async function remindSome(
  scene: Scene,
  after: string,
): Promise<{ reminded: number; last: string | null }> {
  const { org, today } = scene;
  const { remind, reminder_days: offsets } = org.settings.renewals;
  if (!remind) return { reminded: 0, last: null };
  const page = await unanswered(scene.tx, { after, limit: sendSize });
  const steps = new Map(
    page.map(({ id, sentAt }) => {
      return [id, remindersDue(localDateIn(sentAt, org.timezone), offsets, today)] as const;
    }),
  );
  const due = page.filter(({ id, reminders }) => steps.get(id)! > reminders);
  const reminded = await writeTo(scene, due, 'sent', (asked) =>
    remindIn(scene, asked, steps.get(asked.renewal.id)!),
  );
  return { reminded, last: page.length < sendSize ? null : page.at(-1)!.id };
}

/**
 * Writes about renewals that are still in a state once they are locked: all payers first, in their
 * order, so that this waits for nobody who waits for it. What cannot be offered as it stands is for
 * staff to look at, and holds up nobody else. Answers how many were written about.
 */
async function writeTo(
  scene: Scene,
  due: readonly DueRenewal[],
  state: RenewalState,
  write: (asked: Asked) => Promise<void>,
): Promise<number> {
  await lockContacts(scene.tx, [...new Set(due.map(({ payerId }) => payerId))]);
  let written = 0;
  for (const { id } of due) {
    const asked = await lockAsked(scene, id);
    if (asked.renewal.state !== state) continue;
    try {
      await write(asked);
      written += 1;
    } catch (error) {
      if (!(error instanceof Refusal) || error.status >= 500) throw error;
      await interveneIn(scene, asked, error.code);
    }
  }
  return written;
}
