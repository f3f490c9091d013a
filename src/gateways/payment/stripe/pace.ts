import { setTimeout as wait } from 'node:timers/promises';
import { troubleOf } from './client.ts';

export type Pace = <T>(request: () => Promise<T>) => Promise<T>;

const atOnce = 32;
const tries = 6;

/**
 * Lets requests out at most so many a second and so many at once, and sends again what was refused
 * for being too much: a 429 says that nothing was done. The last refusal goes to the caller.
 */
export function paceOf(perSecond: number): Pace {
  const gap = 1000 / perSecond;
  let next = 0;
  let running = 0;
  const queue: (() => void)[] = [];
  const enter = async () => {
    if (running >= atOnce) await new Promise<void>((go) => queue.push(go));
    else running += 1;
    const now = performance.now();
    const at = Math.max(now, next);
    next = at + gap;
    // Timers are coarse: a wait below a few milliseconds costs more than it spaces out.
    if (at - now > 4) await wait(at - now);
  };
  const leave = () => {
    const first = queue.shift();
    if (first) first();
    else running -= 1;
  };
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      await enter();
      try {
        return await request();
      } catch (error) {
        if (attempt === tries || troubleOf(error) !== 'busy') throw error;
      } finally {
        leave();
      }
      await wait(250 * 2 ** (attempt - 1));
    }
  };
}
