/** Answers that may be a moment old, so that a page that asks ten things asks who it is once. */

const keptMs = 2000;
const mostKept = 5000;

export type Remembered<T> = (key: string, ask: () => Promise<T>) => Promise<T>;

/**
 * Keeps answers for two seconds, in this process. What ended meanwhile (a revoked key, a session)
 * goes on reading for at most that long; writing always asks anew.
 */
export function remembering<T>(): Remembered<T> {
  const kept = new Map<string, { until: number; answer: Promise<T> }>();
  return (key, ask) => {
    const now = performance.now();
    const known = kept.get(key);
    if (known && known.until > now) return known.answer;
    if (kept.size >= mostKept) kept.clear();
    const answer = ask();
    kept.set(key, { until: now + keptMs, answer });
    answer.catch(() => kept.delete(key));
    return answer;
  };
}
