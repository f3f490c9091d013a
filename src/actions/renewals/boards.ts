import type { BoardView } from '../../db/renewals/read.ts';
import type { Scene } from '../context.ts';

/** What the boards of an organization count with, now. */
export function boardView({ org, now }: Pick<Scene, 'org' | 'now'>): BoardView {
  const { reminder_days: offsets, remind: automatic } = org.settings.renewals;
  return { now, offsets, automatic };
}
