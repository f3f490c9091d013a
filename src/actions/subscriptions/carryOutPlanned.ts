import { refreshDirectory } from '../../db/directory/refresh.ts';
import { dueForChange } from '../../db/subscriptions/changes.ts';
import type { PendingChange, SubscriptionRow } from '../../db/subscriptions/load.ts';
import { lockSubscription } from '../../db/subscriptions/load.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { beginsIn } from '../../domain/subscriptions/pause.ts';
import { isAllowed } from '../../domain/subscriptions/transitions.ts';
import { actOn } from '../billing/actOn.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { carryOutChange } from './carryOutChange.ts';
import { beginPause } from './pauseCredit.ts';
import { resumeIn } from './resumeSubscription.ts';

const pageSize = 500;

export type CarriedOut = { resumed: number; paused: number; changed: number };

/**
 * Carries out what was planned for `day` and before: pauses that end or begin, changes of plan that
 * waited for the next period. The daily run calls it before it issues. Each subscription is its own
 * transaction; doing it again changes nothing.
 */
export async function carryOutPlanned(ctx: Context, day: LocalDate): Promise<CarriedOut> {
  const count: CarriedOut = { resumed: 0, paused: 0, changed: 0 };
  const seen = new Set<string>();
  for (;;) {
    const page = await look(ctx, ({ tx }) => dueForChange(tx, day, pageSize + seen.size));
    const fresh = page.filter(({ id }) => !seen.has(id));
    if (fresh.length === 0) return count;
    for (const { id } of fresh) {
      seen.add(id);
      const done = await actOn(ctx, day, (scene) => carryOutOne(scene, id));
      count.resumed += done.resumed;
      count.paused += done.paused;
      count.changed += done.changed;
    }
  }
}

/** The same for one subscription in an open transaction whose `today` is the day. */
export async function carryOutOne(scene: Scene, id: string): Promise<CarriedOut> {
  const count: CarriedOut = { resumed: 0, paused: 0, changed: 0 };
  let row = await lockSubscription(scene.tx, scene.today, { id });
  const { pause } = row;
  if (pause?.untilOn && pause.untilOn <= scene.today) {
    await resumeIn(scene, row, pause.untilOn);
    count.resumed = 1;
    row = await lockSubscription(scene.tx, scene.today, { id });
  } else if (pause && pause.fromOn <= scene.today && beginsIn(row.state, pause.despiteOverdue)) {
    await beginPause(scene, row, pause);
    count.paused = 1;
  }
  const change = row.pendingChange;
  if (change && count.paused === 0 && isReady(row, change, scene.today)) {
    await carryOutChange(scene, row, change);
    count.changed = 1;
  }
  if (count.resumed + count.paused + count.changed > 0) {
    await refreshDirectory(scene.tx, [...new Set([row.contactId, row.payerId])]);
  }
  return count;
}

/** Its day has come, and the next invoice is the first of what it says, or billed already. */
function isReady(row: SubscriptionRow, change: PendingChange, today: LocalDate): boolean {
  if (!isAllowed('change_plan', row.state) && row.state !== 'overdue') return false;
  if (change.renewalId) return change.effectiveOn <= today;
  const next = row.nextBillingOn ?? change.effectiveOn;
  return change.effectiveOn <= today && next >= change.effectiveOn && next <= today;
}
