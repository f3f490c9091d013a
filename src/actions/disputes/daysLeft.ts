import { daysBetween } from '../../domain/dates.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Scene } from '../context.ts';

/** Local days until a deadline; 0 on its day, negative afterwards. */
export function daysLeft({ org, today }: Pick<Scene, 'org' | 'today'>, instant: string): number {
  return daysBetween(today, localDateIn(instant, org.timezone));
}
