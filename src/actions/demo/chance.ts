/** Chance that can be repeated: the same seed gives the same choices, on every machine. */
export type Chance = {
  /** A number from 0 to below 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  whole(low: number, high: number): number;
  /** True with probability `p`. */
  happens(p: number): boolean;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** One of the items, by their weights. */
  weighted<T>(items: readonly (readonly [weight: number, item: T])[]): T;
  /** `count` different items (or all when there are fewer), in the order they were drawn. */
  sample<T>(items: readonly T[], count: number): T[];
  /** A chance of its own, so that one part's draws do not shift another's. */
  branch(name: string): Chance;
};

/** Makes a chance from a seed: mulberry32, good enough for histories, never for secrets. */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  const pick = <T>(items: readonly T[]): T => items[whole(0, items.length - 1)]!;
  return {
    next,
    whole,
    pick,
    happens: (p) => next() < p,
    weighted: (items) => weightedOf(items, next()),
    sample: (items, count) => sampleOf(items, count, whole),
    branch: (name) => chanceFrom(hash(`${seed}:${name}`)),
  };
}

function weightedOf<T>(items: readonly (readonly [number, T])[], draw: number): T {
  let left = draw * items.reduce((sum, [weight]) => sum + weight, 0);
  for (const [weight, item] of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return items.at(-1)![1];
}

function sampleOf<T>(
  items: readonly T[],
  count: number,
  whole: (low: number, high: number) => number,
): T[] {
  const pool = [...items];
  const drawn: T[] = [];
  while (drawn.length < count && pool.length > 0) {
    const at = whole(0, pool.length - 1);
    drawn.push(pool[at]!);
    pool[at] = pool.at(-1)!;
    pool.pop();
  }
  return drawn;
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ letter.codePointAt(0)!, 0x01000193);
  return value >>> 0;
}
