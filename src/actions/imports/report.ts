import type { Recognized } from '../../db/imports/imports.ts';
import type { Counts } from '../../db/imports/outcomes.ts';
import { readRows } from '../../db/imports/rows.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Language, Sentence } from '../../domain/errors.ts';
import type { ColumnPlan, Mapping } from '../../domain/imports/mapping.ts';
import type { Problem } from '../../domain/imports/problems.ts';
import { sayProblem } from '../../domain/imports/problems.ts';
import type { Profile } from '../../domain/imports/profiles/profile.ts';
import { missingTargets } from '../../domain/imports/required.ts';
import type { SampleCell } from '../../domain/imports/sample.ts';
import { targets } from '../../domain/imports/targets.ts';

/** One row that has something to say, in words. `row` is the number a spreadsheet shows. */
export type RowReport = {
  row: number;
  outcome: string;
  problems: { column: string | null; level: Problem['level']; code: string; message: string }[];
};

/** What an import found or did; `counts` of a check say what a commit would do. */
export type ImportReport = {
  /** Null for a dry run, which leaves nothing behind. */
  importId: string | null;
  state: 'uploaded' | 'checked' | 'done';
  profile: string;
  fileName: string;
  recognized: Recognized;
  columns: ColumnPlan[];
  /** Required columns that were not found; rows are checked once there are none. */
  missing: { target: string; label: Sentence }[];
  counts: Counts;
  problems: { code: string; level: 'error' | 'warning'; count: number }[];
  missingPlans: string[];
  /** The first rows that have something to say. */
  rows: RowReport[];
  labelId: string | null;
};

const nothing: Counts = {
  ...{ rows: 0, created: 0, updated: 0, unchanged: 0, refused: 0, warnings: 0, companies: 0 },
};

/** The start of a report: what is known before any row was checked. */
export function emptyReport(about: {
  fileName: string;
  profile: Profile;
  mapping: Mapping;
  recognized: Recognized;
}): ImportReport {
  const { fileName, profile, mapping, recognized } = about;
  return {
    importId: null,
    state: 'uploaded',
    profile: profile.key,
    fileName,
    recognized,
    columns: mapping.columns,
    missing: missingTargets(mapping, profile).map((target) => ({
      ...{ target, label: targets[target].label },
    })),
    counts: nothing,
    problems: [],
    missingPlans: [],
    rows: [],
    labelId: null,
  };
}

/** The problems of a row in words. */
export function sayRow(
  row: { row_number: number; outcome: string | null; problems: Problem[] },
  language: Language,
): RowReport {
  return {
    row: row.row_number,
    outcome: row.outcome ?? '',
    problems: row.problems.map((problem) => ({
      column: problem.column,
      level: problem.level,
      code: problem.code,
      message: sayProblem(problem, language),
    })),
  };
}

const shownRefused = 10_000;
const shownWarned = 200;

/** What a report shows of the rows that have something to say: refused ones, then warned ones. */
export async function stagedReports(tx: Tx, language: Language): Promise<RowReport[]> {
  const rows = await tx.query<{ row_number: number; outcome: string; problems: Problem[] }>(
    `(select n as row_number, outcome, problems from import_stage
      where outcome = 'refused' order by n limit ${shownRefused})
     union all
     (select n, outcome, problems from import_stage
      where outcome <> 'refused' and problems <> '[]' order by n limit ${shownWarned})`,
  );
  return rows.map((row) => sayRow(row, language));
}

/** A page of an import's rows with their problems in words and their cells as they stand. */
export async function storedReports(
  tx: Tx,
  what: { importId: string; after: number; limit: number; only?: 'refused' | 'problems' },
  language: Language,
): Promise<(RowReport & { cells: SampleCell[]; contactId: string | null })[]> {
  const rows = await readRows(tx, what.importId, what);
  return rows.map((row) => ({
    ...sayRow(row, language),
    cells: row.cells,
    contactId: row.contact_id,
  }));
}
