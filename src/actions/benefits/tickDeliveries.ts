import { recordActivity } from '../../activity/record.ts';
import type { Ticked, Ticking } from '../../db/benefits/deliveries.ts';
import { tickDeliveries, untickDeliveries } from '../../db/benefits/deliveries.ts';
import { voidLost } from '../../db/benefits/settle.ts';
import { NothingToDeliver } from '../../domain/benefits.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/** `at`: the moment that was noted, by which all of them can be undone. */
export type Ticks = { count: number; at: string };

/** Notes that things were handed over. Refuses with `NothingToDeliver` when none was to do. */
export function markDelivered(ctx: Context, which: Ticking): Promise<Ticks> {
  return act(ctx, async (scene) => {
    const count = await markDeliveredIn(scene, which);
    if (count === 0) throw new NothingToDeliver();
    return { count, at: scene.now };
  });
}

/** The same inside an action that is already running; answers how many. */
export async function markDeliveredIn(scene: Scene, which: Ticking): Promise<number> {
  const { tx, now, actor } = scene;
  const done = await tickDeliveries(tx, which, { now, actor });
  await tell(scene, 'benefit_delivered', done);
  return done.length;
}

/** Takes back that things were handed over; what is not owed any more is not to do again. */
export function undoDelivered(ctx: Context, which: Ticking): Promise<{ count: number }> {
  return act(ctx, async (scene) => {
    const undone = await untickDeliveries(scene.tx, which);
    await voidLost(scene.tx, scene.now);
    await tell(scene, 'benefit_delivery_undone', undone);
    return { count: undone.length };
  });
}

function tell(
  scene: Scene,
  event: 'benefit_delivered' | 'benefit_delivery_undone',
  ticked: readonly Ticked[],
): Promise<void> {
  return recordActivity(
    scene,
    ticked.map(({ contactId, subscriptionId, benefitId, benefit, from }) => ({
      event,
      contactId,
      subscriptionId,
      data: { benefit_id: benefitId, benefit, from },
    })),
  );
}
