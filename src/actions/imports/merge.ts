import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { StoredOptions } from '../../db/imports/imports.ts';
import type { MergeInput } from '../../db/imports/merge.ts';
import {
  insertActivity,
  insertContacts,
  insertExtras,
  keepBefore,
  mergeSubscriptions,
  touchedContacts,
  updateContacts,
} from '../../db/imports/merge.ts';
import type { Counts } from '../../db/imports/outcomes.ts';
import { writeRows } from '../../db/imports/rows.ts';
import { refreshStatistics } from '../../db/imports/statistics.ts';
import type { Tx } from '../../db/transaction.ts';
import type { Mapping } from '../../domain/imports/mapping.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { inviteImported } from './invite.ts';
import { createMissingPlans } from './missingPlans.ts';
import type { Progress } from './upload.ts';

export type Merge = {
  importId: string;
  fileName: string;
  mapping: Mapping;
  options: StoredOptions;
  counts: Counts;
  onProgress?: ((progress: Progress) => void) | undefined;
};

export type Merged = { labelId: string | null; options: StoredOptions };

/**
 * Writes the staged and checked rows, set-wise and in the caller's one transaction: nothing is ever
 * half-imported (joining.md). Rows that are refused or change nothing are left alone.
 */
export async function mergeImport(scene: Scene, merge: Merge): Promise<Merged> {
  const { tx } = scene;
  const { counts, options } = merge;
  const some = counts.created + counts.updated > 0;
  merge.onProgress?.({ phase: 'writing', rows: counts.created + counts.updated });
  await keepBefore(tx);
  const labelId = some ? await createLabel(scene, merge.fileName) : null;
  const made = {
    companies: [] as string[],
    plans: [] as string[],
    fields: [] as string[],
    labels: [] as string[],
  };
  if (labelId !== null) {
    const input = mergeInput(scene, merge, labelId);
    made.fields = await createFields(scene, merge.mapping);
    made.plans = await createMissingPlans(scene);
    made.labels = await newLabels(tx);
    await insertContacts(tx, input);
    await updateContacts(tx, input);
    await insertExtras(tx, input);
    await mergeSubscriptions(tx, input);
    await insertActivity(tx, input);
    await refreshStatistics(tx, counts.created + counts.updated);
    await refreshDirectory(tx, await touchedContacts(tx));
    made.companies = await newCompanies(tx);
    if (options.inviteAll) await inviteImported(scene, merge.importId);
  }
  await writeRows(tx, merge.importId, 'committed');
  await recordDone(scene, merge);
  return { labelId, options: { ...options, made } };
}

function mergeInput(scene: Scene, merge: Merge, labelId: string): MergeInput {
  const { now, actor } = scene;
  return {
    importId: merge.importId,
    labelId,
    fileName: merge.fileName,
    now,
    actor: JSON.stringify(actor),
    authorName: actor.kind === 'system' ? 'Import' : actor.name,
  };
}

async function recordDone(scene: Scene, { importId, fileName, counts }: Merge): Promise<void> {
  const { created, updated, unchanged, refused } = counts;
  await recordActivity(scene, [
    {
      event: 'import_done',
      data: { import_id: importId, file: fileName, created, updated, unchanged, refused },
    },
  ]);
}

/** Every imported contact carries a label naming the import (joining.md). */
async function createLabel(scene: Scene, fileName: string): Promise<string> {
  const id = newId();
  const name = `Import ${scene.today} · ${fileName}`.slice(0, 100);
  await scene.tx.exec(
    `insert into label (org_id, id, name, rule, created_at)
     select app_org(), $1, candidate.name, 'import', $3
     from (select $2::text as name, 1 as n
       union all select $2 || ' (' || i || ')', i from generate_series(2, 10000) i) candidate
     where not exists (select from label l where l.org_id = app_org()
       and fold(l.name) = fold(candidate.name))
     order by candidate.n limit 1`,
    [id, name, scene.now],
  );
  return id;
}

/** Own fields that columns become; their keys are new to the organization. */
async function createFields({ tx, now }: Scene, mapping: Mapping): Promise<string[]> {
  const wanted = mapping.columns.flatMap((column) =>
    column.destinations.flatMap((one) => (one.to === 'field' ? [one] : [])),
  );
  if (wanted.length === 0) return [];
  const rows = await tx.query<{ key: string }>(
    `insert into field (org_id, id, key, label_en, label_fr, type, choices, position, created_at)
     select app_org(), uuid_v7(), r.key, r.label, r.label, r.type, r.choices,
       (select coalesce(max(position), 0) from field where org_id = app_org()) + r.place, $2
     from (
       select distinct on (key) * from jsonb_to_recordset($1::jsonb)
         as r (key text, label text, type text, choices text[], place int) order by key, place
     ) r
     on conflict do nothing returning key`,
    [JSON.stringify(wanted.map((field, place) => ({ ...field, place: place + 1 }))), now],
  );
  return rows.map((row) => row.key);
}

async function newLabels(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select distinct fold(l.name) as name from import_stage s
     cross join unnest(s.labels) as l (name)
     where s.outcome in ('create', 'update') and not exists (
       select from label where label.org_id = app_org() and fold(label.name) = fold(l.name))`,
  );
  return rows.map((row) => row.name);
}

async function newCompanies(tx: Tx): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select k.id from import_company k join contact c on c.org_id = app_org() and c.id = k.id
     where k.is_new`,
  );
  return rows.map((row) => row.id);
}
