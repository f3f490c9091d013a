/** What happened in a simulation, counted. */
export type Tally = {
  days: number;
  moves: number;
  refusals: number;
  faults: {
    lostRequests: number;
    lostAnswers: number;
    lateAnswers: number;
    kills: number;
    repeats: number;
    doubleClicks: number;
    downtimes: number;
  };
};

/** Everything zero. */
export function emptyTally(): Tally {
  return {
    days: 0,
    moves: 0,
    refusals: 0,
    faults: {
      lostRequests: 0,
      lostAnswers: 0,
      lateAnswers: 0,
      kills: 0,
      repeats: 0,
      doubleClicks: 0,
      downtimes: 0,
    },
  };
}

/** Adds one tally to another. */
export function addTally(sum: Tally, other: Tally): void {
  sum.days += other.days;
  sum.moves += other.moves;
  sum.refusals += other.refusals;
  for (const name of Object.keys(sum.faults) as (keyof Tally['faults'])[]) {
    sum.faults[name] += other.faults[name];
  }
}
