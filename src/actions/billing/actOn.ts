import type { LocalDate } from '../../domain/dates.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/** `act` with `day` as today: a billing run catches up on missed days, each with its own date. */
export function actOn<T>(
  ctx: Context,
  day: LocalDate,
  work: (scene: Scene) => Promise<T>,
): Promise<T> {
  return act(ctx, (scene) => work({ ...scene, today: day }));
}
