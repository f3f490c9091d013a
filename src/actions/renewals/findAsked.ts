import { findRenewal } from '../../db/renewals/read.ts';
import { findSubscription } from '../../db/subscriptions/load.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Scene } from '../context.ts';
import type { Asked } from './common.ts';

/** A renewal with its subscription, unlocked, to look at. Refuses with `NotFound`. */
export async function findAsked(scene: Scene, id: string) {
  const renewal = await findRenewal(scene.tx, id);
  const row = renewal && (await findSubscription(scene.tx, scene.today, renewal.subscriptionId));
  if (!renewal || !row) throw new NotFound();
  return { row, renewal } satisfies Asked;
}
