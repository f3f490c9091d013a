import type { BoardView } from '../../db/renewals/read.ts';
import { countWaiting } from '../../db/renewals/read.ts';
import type { Scene } from '../context.ts';

/** What the boards of an organization count with, now. */
export function boardView({ org, now }: Pick<Scene, 'org' | 'now'>): BoardView {
  const { reminder_days: offsets, remind: automatic } = org.settings.renewals;
  return { now, offsets, automatic };
}

/** Renewals that wait for staff: to remind, to adapt, or to look into. */
export function waitingRenewals(scene: Scene): Promise<number> {
  return countWaiting(scene.tx, boardView(scene));
}
