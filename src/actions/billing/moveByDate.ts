import type { ActivityEntry } from '../../activity/record.ts';
import { recordActivity } from '../../activity/record.ts';
import type { DueOn, Move, Moved } from '../../db/billing/transitions.ts';
import { moveByDate } from '../../db/billing/transitions.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import { withdrawChanges } from '../../db/subscriptions/changes.ts';
import { cutTermsAtEnd } from '../../db/subscriptions/save.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Context, Scene } from '../context.ts';
import { actOn } from './actOn.ts';

const chunkSize = 1000;

export type MoveCount = { started: number; ended: number };

/**
 * What a day's date alone makes of subscriptions: those that start begin, trials are over, those
 * whose last day has passed end. Only the moves that are `due` are looked for. Set-wise; doing it
 * again changes nothing.
 */
export async function moveSubscriptions(
  ctx: Context,
  day: LocalDate,
  due: DueOn,
): Promise<MoveCount> {
  const started = due.start ? await moveAll(ctx, day, 'start') : 0;
  if (due.end_trial) await moveAll(ctx, day, 'end_trial');
  let ended = due.end ? await moveAll(ctx, day, 'end') : 0;
  if (due.unanswered) ended += await moveAll(ctx, day, 'unanswered');
  return { started, ended };
}

async function moveAll(ctx: Context, day: LocalDate, move: Move): Promise<number> {
  let count = 0;
  for (;;) {
    const moved = await actOn(ctx, day, (scene) => moveSome(scene, move));
    count += moved;
    if (moved < chunkSize) return count;
  }
}

async function moveSome(scene: Scene, move: Move): Promise<number> {
  const { tx, now, today: day } = scene;
  const moved = await moveByDate(tx, move, { day, now, limit: chunkSize });
  if (move !== 'start' && move !== 'end_trial' && moved.length > 0) {
    const ids = moved.map(({ id }) => id);
    await cutTermsAtEnd(tx, ids);
    await withdrawChanges(tx, ids, now);
  }
  await recordActivity(
    scene,
    moved.flatMap((each) => entryOf(move, each)),
  );
  const people = moved.flatMap((each) => [each.contactId, each.payerId]);
  await refreshAfterCollecting(tx, [...new Set(people)]);
  return moved.length;
}

/** The end of a trial is followed by an invoice, which says it; it is no event of its own. */
function entryOf(move: Move, moved: Moved): ActivityEntry[] {
  const about = { contactId: moved.contactId, subscriptionId: moved.id };
  const data = { plan: moved.planName };
  if (move === 'start') return [{ ...about, event: 'subscription_started', data }];
  if (move === 'end_trial') return [];
  const event = moved.state === 'expired' ? 'subscription_expired' : 'subscription_cancelled';
  return [{ ...about, event, data: { ...data, ends_on: moved.endsOn, cause: moved.cause } }];
}
