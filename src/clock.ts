/** The only way to read the time: passed in, so that stories and sandboxes can move it. */
export type Clock = { now(): string };

/** The machine's own time, as an ISO instant in UTC. */
export const systemClock: Clock = { now: () => new Date().toISOString() };

/** A clock that stands at `start` until `set` moves it; for tests and simulations. */
export function standingClock(start: string): Clock & { set(instant: string): void } {
  let at = start;
  return {
    now: () => at,
    set(instant) {
      at = instant;
    },
  };
}
