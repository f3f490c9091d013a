import { NotFound } from '../../domain/errors.ts';
import type { Mapping } from '../../domain/imports/mapping.ts';
import type { Tx } from '../transaction.ts';

export type ImportState = 'uploaded' | 'checked' | 'running' | 'done' | 'failed' | 'undone';

/** What was recognized about a file, shown before anything is written. */
export type Recognized = {
  format: 'csv' | 'xlsx';
  encoding: string | null;
  separator: string | null;
  decimal: ',' | '.' | null;
  dateOrder: 'dmy' | 'mdy';
};

export type StoredOptions = {
  createMissingPlans: boolean;
  inviteAll: boolean;
  /** Ids of what the import made beside people, for its undo. */
  made?: { companies: string[]; plans: string[]; fields: string[]; labels: string[] };
};

export type ImportRecordRow = {
  id: string;
  profile: string;
  fileName: string;
  recognized: Recognized;
  headers: string[];
  mapping: Mapping;
  options: StoredOptions;
  state: ImportState;
  rowCount: number;
  counts: Record<string, unknown>;
  labelId: string | null;
  createdAt: string;
  finishedAt: string | null;
  undoneAt: string | null;
};

const columns = `id, profile, file_name as "fileName", recognized, headers, mapping, options, state,
  row_count as "rowCount", counts, label_id as "labelId", created_at as "createdAt",
  finished_at as "finishedAt", undone_at as "undoneAt"`;

export type NewImport = {
  id: string;
  profile: string;
  fileName: string;
  fileHash: string;
  recognized: Recognized;
  headers: string[];
  mapping: Mapping;
  options: StoredOptions;
  actor: unknown;
  now: string;
};

/** Notes that a file was uploaded. */
export async function insertImport(tx: Tx, row: NewImport): Promise<void> {
  await tx.exec(
    `insert into import (org_id, id, profile, file_name, file_hash, recognized, headers, mapping,
       options, state, actor, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, 'uploaded', $9, $10)`,
    [
      ...[row.id, row.profile, row.fileName, row.fileHash],
      ...[row.recognized, row.headers, row.mapping, row.options, row.actor].map((value) =>
        JSON.stringify(value),
      ),
      row.now,
    ],
  );
}

/** One import, locked against a second hand; throws `NotFound`. */
export async function lockImport(tx: Tx, id: string): Promise<ImportRecordRow> {
  const row = await tx.maybeOne<ImportRecordRow>(
    `select ${columns} from import where org_id = app_org() and id = $1 for update`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}

/** One import; throws `NotFound`. */
export async function readImport(tx: Tx, id: string): Promise<ImportRecordRow> {
  const row = await tx.maybeOne<ImportRecordRow>(
    `select ${columns} from import where org_id = app_org() and id = $1`,
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}

/** The latest imports, newest first. */
export function listImports(tx: Tx, limit: number): Promise<ImportRecordRow[]> {
  return tx.query<ImportRecordRow>(
    `select ${columns} from import where org_id = app_org() order by created_at desc, id desc
     limit $1`,
    [limit],
  );
}

export type ImportChange = Partial<
  Pick<
    ImportRecordRow,
    'state' | 'rowCount' | 'counts' | 'mapping' | 'options' | 'labelId' | 'profile'
  >
> & { finishedAt?: string; undoneAt?: string; recognized?: Recognized };

/** Writes what changed about an import; what is left out stays. */
export async function updateImport(tx: Tx, id: string, change: ImportChange): Promise<void> {
  const json = (value: unknown) => (value === undefined ? null : JSON.stringify(value));
  await tx.exec(
    `update import set state = coalesce($2, state), row_count = coalesce($3, row_count),
       counts = coalesce($4, counts), mapping = coalesce($5, mapping),
       options = coalesce($6, options), label_id = coalesce($7, label_id),
       finished_at = coalesce($8, finished_at), undone_at = coalesce($9, undone_at),
       recognized = coalesce($10, recognized), profile = coalesce($11, profile)
     where org_id = app_org() and id = $1`,
    [
      ...[id, change.state ?? null, change.rowCount ?? null, json(change.counts)],
      ...[json(change.mapping), json(change.options), change.labelId ?? null],
      ...[change.finishedAt ?? null, change.undoneAt ?? null, json(change.recognized)],
      change.profile ?? null,
    ],
  );
}
