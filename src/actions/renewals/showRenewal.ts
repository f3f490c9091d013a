import type { ListedRenewal } from '../../db/renewals/read.ts';
import type { SubscriptionRow } from '../../db/subscriptions/load.ts';
import { Refusal } from '../../domain/errors.ts';
import type { RenewalAct } from '../../domain/renewals/states.ts';
import { allowedRenewalActs } from '../../domain/renewals/states.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import type { Renewing } from './decideRenewal.ts';
import { offered, offerOf } from './decideRenewal.ts';
import { findAsked } from './findAsked.ts';

export type ShownRenewal = {
  row: SubscriptionRow;
  renewal: ListedRenewal;
  offer: Renewing['offer'];
  /** What approving begins and bills; null where nothing can be offered as it stands. */
  renewing: Renewing | null;
  acts: RenewalAct[];
};

/** A renewal with what it offers and what may be done with it. Refuses with `NotFound`. */
export function showRenewal(ctx: Context, id: string): Promise<ShownRenewal> {
  return look(ctx, (scene) => shownIn(scene, id));
}

/** The same in an open transaction. */
export async function shownIn(scene: Scene, id: string): Promise<ShownRenewal> {
  const { row, renewal } = await findAsked(scene, id);
  const renewing = await offeredOrNull(scene, { row, renewal });
  const byHand = (act: RenewalAct) => act !== 'complete' && act !== 'lapse' && act !== 'ask';
  const acts = allowedRenewalActs(renewal.state).filter(byHand);
  return { row, renewal, offer: offerOf(row, renewal), renewing, acts };
}

async function offeredOrNull(
  scene: Scene,
  asked: { row: SubscriptionRow; renewal: ListedRenewal },
): Promise<Renewing | null> {
  const { state } = asked.renewal;
  // What is approved is on its invoice, and what is over offers nothing.
  if (state === 'approved' || state === 'completed') return null;
  try {
    return await offered(scene, asked);
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}
