import * as z from 'zod';
import type { ImportRecordRow } from '../../../db/imports/imports.ts';
import type { Language } from '../../../domain/errors.ts';
import type { Destination, Mapping } from '../../../domain/imports/mapping.ts';
import { profileNamed, profiles } from '../../../domain/imports/profiles/index.ts';
import { missingTargets } from '../../../domain/imports/required.ts';
import type { SampleCell } from '../../../domain/imports/sample.ts';
import { requiredTargets, targetNames, targets } from '../../../domain/imports/targets.ts';

const undoDays = 30;
const day = 86_400_000;

export const importShape = z.object({
  id: z.string(),
  profile: z.string(),
  file_name: z.string(),
  recognized: z.object({
    format: z.string(),
    encoding: z.string().nullable(),
    separator: z.string().nullable(),
    decimal: z.string().nullable(),
    dateOrder: z.string(),
  }),
  /** Columns of the file and where each goes: a target, `field:key:type` or `ignore`. */
  columns: z.array(
    z.object({
      header: z.string(),
      index: z.number(),
      entry: z.string(),
      by: z.string(),
      samples: z.array(z.string()),
    }),
  ),
  missing: z.array(z.object({ target: z.string(), label: z.string() })),
  targets: z.array(z.object({ key: z.string(), label: z.string(), required: z.boolean() })),
  options: z.object({ create_missing_plans: z.boolean(), invite_all: z.boolean() }),
  state: z.string(),
  row_count: z.number(),
  counts: z.record(z.string(), z.unknown()),
  can_undo_until: z.string().nullable(),
  created_at: z.string(),
  finished_at: z.string().nullable(),
});

/** An import as the interface shows it; `samples` are rows of cells from the file's start. */
export function presentImport(
  row: ImportRecordRow,
  samples: SampleCell[][],
  language: Language,
): z.output<typeof importShape> {
  const { createMissingPlans, inviteAll } = row.options;
  const profile = profileNamed(row.profile) ?? profiles.generic!;
  return {
    id: row.id,
    profile: row.profile,
    file_name: row.fileName,
    recognized: row.recognized,
    columns: columnsOf(row.mapping, samples),
    missing: missingTargets(row.mapping, profile).map((target) => {
      return { target, label: targets[target].label[language] };
    }),
    targets: targetNames.map((key) => {
      const required = requiredTargets.includes(key);
      return { key, label: targets[key].label[language], required };
    }),
    options: { create_missing_plans: createMissingPlans, invite_all: inviteAll },
    state: row.state,
    row_count: row.rowCount,
    counts: row.counts,
    can_undo_until: undoUntil(row),
    created_at: row.createdAt,
    finished_at: row.finishedAt,
  };
}

function columnsOf(mapping: Mapping, samples: SampleCell[][]) {
  return mapping.columns.map(({ header, index, destinations, by }) => ({
    header,
    index,
    entry: entryOf(destinations[0]),
    by,
    samples: samples
      .map((cells) => String(cells[index] ?? ''))
      .filter(Boolean)
      .slice(0, 3),
  }));
}

function entryOf(destination: Destination | undefined): string {
  if (!destination || destination.to === 'ignore') return 'ignore';
  if (destination.to === 'target') return destination.target;
  return `field:${destination.key}:${destination.type}`;
}

function undoUntil(row: ImportRecordRow): string | null {
  if (row.state !== 'done' || !row.finishedAt) return null;
  return new Date(Date.parse(row.finishedAt) + undoDays * day).toISOString();
}
