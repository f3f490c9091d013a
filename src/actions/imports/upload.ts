import { createHash } from 'node:crypto';
import { loadOwnFields } from '../../db/imports/book.ts';
import type { Recognized, StoredOptions } from '../../db/imports/imports.ts';
import { matchColumns } from '../../domain/imports/columns.ts';
import type { Mapping, MappingFile } from '../../domain/imports/mapping.ts';
import { profileNamed, profiles, recognizeProfile } from '../../domain/imports/profiles/index.ts';
import type { Profile } from '../../domain/imports/profiles/profile.ts';
import type { SampleCell } from '../../domain/imports/sample.ts';
import { readTable } from '../../files/readTable.ts';
import { readChunks } from '../../files/source.ts';
import type { FileSource, RawRow, Table } from '../../files/types.ts';
import type { Scene } from '../context.ts';
import { UnknownProfile } from './refusals.ts';

export type Progress = { phase: 'reading' | 'checking' | 'writing' | 'done'; rows: number };

/** How an import is asked for; everything but the file may be left to what is recognized. */
export type ImportInput = {
  file: FileSource;
  profile?: string | undefined;
  mapping?: MappingFile | undefined;
  createMissingPlans?: boolean | undefined;
  inviteAll?: boolean | undefined;
  unknownColumns?: 'field' | 'ignore' | undefined;
  onProgress?: ((progress: Progress) => void) | undefined;
};

export type Upload = {
  table: Table;
  hash: string;
  profile: Profile;
  mapping: Mapping;
  recognized: Recognized;
  options: StoredOptions;
};

/** Opens a file before any transaction: refuses what is no table, and an unknown profile. */
export async function openUpload(
  input: ImportInput,
): Promise<{ table: Table; hash: string; profile: Profile }> {
  const table = await readTable(input.file);
  const profile = chooseProfile(input, table.header);
  return { table, profile, hash: await hashOf(input.file) };
}

/** Matches the columns of an opened file, knowing the organization's own fields. */
export async function matchUpload(
  scene: Scene,
  opened: { table: Table; hash: string; profile: Profile },
  input: ImportInput,
): Promise<Upload> {
  const { table, profile } = opened;
  const mapping = matchColumns({
    headers: table.header,
    profile,
    ownFields: await loadOwnFields(scene.tx),
    sample: sampleCells(table.sample),
    file: input.mapping,
    unknownColumns: input.unknownColumns,
  });
  return {
    ...opened,
    mapping,
    recognized: recognizedOf(table, mapping),
    options: {
      createMissingPlans: input.createMissingPlans ?? false,
      inviteAll: input.inviteAll ?? false,
    },
  };
}

/** The profile asked for; a mapping by hand means "another table"; else what is recognized. */
export function chooseProfile(
  input: { profile?: string | undefined; mapping?: MappingFile | undefined },
  headers: string[],
): Profile {
  if (input.profile !== undefined) {
    const profile = profileNamed(input.profile);
    if (profile) return profile;
    const known = Object.keys(profiles).join(', ');
    throw new UnknownProfile({ profile: input.profile.slice(0, 40), known });
  }
  return input.mapping ? profiles.generic! : recognizeProfile(headers);
}

export function sampleCells(rows: RawRow[]): SampleCell[][] {
  return rows.map((row) => row.cells);
}

function recognizedOf(table: Table, mapping: Mapping): Recognized {
  const { facts } = table;
  return {
    format: facts.format,
    encoding: facts.format === 'csv' ? facts.encoding : null,
    separator: facts.format === 'csv' ? facts.separator : null,
    decimal: mapping.decimal,
    dateOrder: mapping.dateOrder,
  };
}

async function hashOf(source: FileSource): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of readChunks(source)) hash.update(chunk);
  return hash.digest('hex');
}
