import type { Decimal } from './amounts.ts';
import { decimalOf } from './amounts.ts';
import { foldName } from './fold.ts';
import type { ColumnPlan, Destination, FieldType, Mapping, MappingFile } from './mapping.ts';
import { fieldKey, InvalidMapping, readEntry } from './mapping.ts';
import type { Profile } from './profiles/profile.ts';
import type { SampleCell } from './sample.ts';
import { guessType } from './sample.ts';
import type { Target } from './targets.ts';
import { isTarget, targetOfHeader, targets } from './targets.ts';

/** An own field of the organization, as columns are matched to it. */
export type OwnField = {
  key: string;
  type: FieldType;
  labelEn: string;
  labelFr: string;
  choices: string[];
};

export type MatchInput = {
  headers: string[];
  profile: Profile;
  ownFields: OwnField[];
  /** Rows of cells by header position, to guess types and separators from. */
  sample: SampleCell[][];
  file?: MappingFile | undefined;
  /** Whether unknown columns become own fields; the profile decides when not given. */
  unknownColumns?: 'field' | 'ignore' | undefined;
};

/**
 * Matches columns to what they mean, by name and never by position (formats.md): the given mapping
 * first, then the profile's headers, own fields, and known French and English headers. What stays
 * unknown becomes an own field or is left out, and the caller shows it either way.
 */
export function matchColumns(input: MatchInput): Mapping {
  const entries = foldedEntries(input);
  const taken = new Set<Target>();
  const columns = input.headers.map((header, index) => {
    const plan = matchOne(input, { header, index, entries });
    return withoutRepeats(plan, taken);
  });
  frenchNames(columns);
  return {
    columns,
    defaults: readDefaults(input.file),
    dateOrder: input.file?.date_order ?? input.profile.dateOrder,
    decimal: input.file?.decimal ?? detectDecimal(columns, input.sample),
    asOf: input.file?.as_of ?? null,
  };
}

type Entries = Map<string, { destinations: Destination[]; values: Record<string, string> }>;

function foldedEntries({ file, headers, ownFields }: MatchInput): Entries {
  const entries: Entries = new Map();
  const known = new Set(headers.map(foldName));
  for (const [header, given] of Object.entries(file?.columns ?? {})) {
    if (!known.has(foldName(header))) {
      throw new InvalidMapping({
        reason: `the file has no column “${header}”. Its columns are: ${headers.join(', ')}.`,
        reason_fr: `le fichier n'a pas de colonne « ${header} ». Ses colonnes sont : ${headers.join(', ')}.`,
      });
    }
    const list = Array.isArray(given) ? given : [given];
    const destinations = list.map((one) => asExisting(readEntry(nameOf(one), header), ownFields));
    const values: Record<string, string> = {};
    for (const one of list) {
      if (typeof one === 'string') continue;
      for (const [from, to] of Object.entries(one.values ?? {})) values[foldName(from)] = to;
    }
    entries.set(foldName(header), { destinations, values });
  }
  return entries;
}

function nameOf(entry: string | { field: string }): string {
  return typeof entry === 'string' ? entry : entry.field;
}

type Column = { header: string; index: number; entries: Entries };

function matchOne(input: MatchInput, { header, index, entries }: Column): ColumnPlan {
  const base = { index, header, values: {} };
  const given = entries.get(foldName(header));
  if (given) return { ...base, ...given, by: 'mapping' };
  if (foldName(header) === '') return { ...base, destinations: [{ to: 'ignore' }], by: 'unknown' };
  const known = profileTarget(input.profile, header);
  if (known !== undefined) {
    const destination: Destination = known ? { to: 'target', target: known } : { to: 'ignore' };
    return { ...base, destinations: [destination], by: 'profile' };
  }
  // A mapping given by hand is complete: what it does not name is left out.
  if (input.file) return { ...base, destinations: [{ to: 'ignore' }], by: 'unknown' };
  const own = ownFieldOf(input.ownFields, header);
  if (own) return { ...base, destinations: [own], by: 'name' };
  const target = targetOfHeader(header);
  if (target) return { ...base, destinations: [{ to: 'target', target }], by: 'name' };
  return unknownColumn(input, base);
}

function unknownColumn(
  input: MatchInput,
  base: Pick<ColumnPlan, 'index' | 'header' | 'values'>,
): ColumnPlan {
  const choice = input.unknownColumns ?? input.profile.unknownColumns;
  if (choice === 'ignore') return { ...base, destinations: [{ to: 'ignore' }], by: 'unknown' };
  const type = guessType(input.sample.map((row) => row[base.index] ?? null));
  const field: Destination = {
    ...{ to: 'field', key: fieldKey(base.header), type, label: base.header, choices: [] },
  };
  return { ...base, destinations: [field], by: 'new_field' };
}

function profileTarget(profile: Profile, header: string): Target | null | undefined {
  const wanted = foldName(header);
  const found = Object.entries(profile.headers).find(([name]) => foldName(name) === wanted);
  return found?.[1];
}

function ownFieldOf(fields: OwnField[], header: string): Destination | null {
  const wanted = foldName(header);
  const found = fields.find((field) =>
    [field.key, field.labelEn, field.labelFr].some((name) => foldName(name) === wanted),
  );
  return found ? toField(found, header) : null;
}

function toField(field: OwnField, header: string): Destination {
  return { to: 'field', key: field.key, type: field.type, label: header, choices: field.choices };
}

/** An own field that exists keeps its type, whatever a mapping says. */
function asExisting(destination: Destination, ownFields: OwnField[]): Destination {
  if (destination.to !== 'field') return destination;
  const existing = ownFields.find((field) => field.key === destination.key);
  return existing ? toField(existing, destination.label) : destination;
}

/** A second column of the same meaning only fills what the first leaves blank; some cannot. */
function withoutRepeats(plan: ColumnPlan, taken: Set<Target>): ColumnPlan {
  for (const destination of plan.destinations) {
    if (destination.to !== 'target') continue;
    const repeated = taken.has(destination.target) && plan.by === 'name';
    if (repeated && targets[destination.target].kind !== 'text') {
      return { ...plan, destinations: [{ to: 'ignore' }], by: 'unknown' };
    }
    taken.add(destination.target);
  }
  return plan;
}

/** Beside a first name, a column called "Nom" or "Name" holds the last name. */
function frenchNames(columns: ColumnPlan[]): void {
  const has = (target: Target) =>
    columns.some((column) =>
      column.destinations.some((one) => one.to === 'target' && one.target === target),
    );
  if (!has('first_name') || has('last_name')) return;
  for (const column of columns) {
    if (!['nom', 'name'].includes(foldName(column.header)) || column.by !== 'name') continue;
    column.destinations = [{ to: 'target', target: 'last_name' }];
  }
}

function readDefaults(file: MappingFile | undefined): Mapping['defaults'] {
  const defaults: Mapping['defaults'] = {};
  for (const [name, value] of Object.entries(file?.defaults ?? {})) {
    if (!isTarget(name)) {
      throw new InvalidMapping({
        reason: `“${name}” among the defaults is not known.`,
        reason_fr: `« ${name} » parmi les valeurs par défaut est inconnu.`,
      });
    }
    defaults[name] = value;
  }
  return defaults;
}

function detectDecimal(columns: ColumnPlan[], sample: SampleCell[][]): Decimal | null {
  const amounts = columns.filter((column) =>
    column.destinations.some(
      (one) =>
        (one.to === 'target' && targets[one.target].kind === 'amount') ||
        (one.to === 'field' && one.type === 'amount'),
    ),
  );
  const cells = sample.flatMap((row) => amounts.map((column) => row[column.index] ?? ''));
  return decimalOf(cells.filter((cell) => typeof cell !== 'boolean'));
}
