/** One measured figure beside its raw counterpart from the same run. */
export type Result = {
  name: string;
  value: number;
  unit: string;
  /** The raw counterpart, in the same unit; null when there is none. */
  baseline: number | null;
  ratio: number | null;
  /** What the figure or its ratio must meet, in words. */
  goal: string;
  ok: boolean;
};

export type Goal = { text: string; holds: (figure: { value: number; ratio: number }) => boolean };

/** At most `times` the raw counterpart. */
export function atMost(times: number): Goal {
  return { text: `≤ ${times}× raw`, holds: ({ ratio }) => ratio <= times };
}

/** At least this part of the raw counterpart. */
export function atLeast(part: number): Goal {
  return { text: `≥ ${part}× raw`, holds: ({ ratio }) => ratio >= part };
}

/** Below or above a plain number. */
export function below(limit: number): Goal {
  return { text: `< ${limit}`, holds: ({ value }) => value < limit };
}

export function above(limit: number): Goal {
  return { text: `≥ ${limit}`, holds: ({ value }) => value >= limit };
}

/** Nothing is asked of it; shown for the reader. */
export const noGoal: Goal = { text: '—', holds: () => true };

/** A result with its ratio and verdict. */
export function result(
  what: { name: string; unit: string; goal: Goal },
  value: number,
  baseline: number | null = null,
): Result {
  const ratio = baseline === null || baseline === 0 ? null : value / baseline;
  return {
    name: what.name,
    value: round(value),
    unit: what.unit,
    baseline: baseline === null ? null : round(baseline),
    ratio: ratio === null ? null : round(ratio),
    goal: what.goal.text,
    ok: what.goal.holds({ value, ratio: ratio ?? Number.NaN }),
  };
}

/** The value below which `part` of the sorted samples lie. */
export function percentile(samples: number[], part: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** The results as a table of Markdown. */
export function table(results: Result[]): string {
  const head =
    '| what | value | raw in the same run | ratio | goal | |\n| --- | ---: | ---: | ---: | --- | --- |';
  const rows = results.map((each) => {
    const raw = each.baseline === null ? '' : `${each.baseline} ${each.unit}`;
    const ratio = each.ratio === null ? '' : `${each.ratio}×`;
    return `| ${each.name} | ${each.value} ${each.unit} | ${raw} | ${ratio} | ${each.goal} | ${each.ok ? 'ok' : 'MISSED'} |`;
  });
  return [head, ...rows].join('\n');
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
