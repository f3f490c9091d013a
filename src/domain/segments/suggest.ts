import { fold } from './fold.ts';

/** The candidate nearest to what was typed (at most a third of it wrong), or nothing. */
export function nearest<T>(
  typed: string,
  candidates: readonly T[],
  spellingsOf: (candidate: T) => string[],
): T | undefined {
  const wanted = fold(typed);
  let best: { candidate: T; distance: number } | undefined;
  for (const candidate of candidates) {
    for (const spelling of spellingsOf(candidate)) {
      const distance = gap(wanted, fold(spelling));
      if (!best || distance < best.distance) best = { candidate, distance };
    }
  }
  const limit = Math.min(wanted.length - 1, Math.max(1, Math.floor(wanted.length / 3)));
  return best && best.distance <= limit ? best.candidate : undefined;
}

function gap(typed: string, spelling: string): number {
  if (typed.length >= 3 && spelling.startsWith(typed)) return 0.5;
  return editDistance(typed, spelling);
}

/** Edits between two texts; swapping two neighbors counts as one (Damerau). */
export function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      let cost = Math.min(
        last[column]! + 1,
        current[column - 1]! + 1,
        last[column - 1]! + (same ? 0 : 1),
      );
      const swapped =
        row > 1 &&
        column > 1 &&
        left[row - 1] === right[column - 2] &&
        left[row - 2] === right[column - 1];
      if (swapped) cost = Math.min(cost, beforeLast[column - 2]! + 1);
      current.push(cost);
    }
    beforeLast = last;
    last = current;
  }
  return last[right.length]!;
}
