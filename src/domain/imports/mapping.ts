import { defineRefusal } from '../errors.ts';
import type { Decimal } from './amounts.ts';
import type { DateOrder } from './dates.ts';
import { foldName } from './fold.ts';
import type { Target } from './targets.ts';
import { isTarget, targetNames } from './targets.ts';

export const FieldTypes = ['text', 'number', 'amount', 'date', 'boolean', 'choice'] as const;

export type FieldType = (typeof FieldTypes)[number];

/** Where the cells of one column go. */
export type Destination =
  | { to: 'target'; target: Target }
  | { to: 'field'; key: string; type: FieldType; label: string; choices: string[] }
  | { to: 'ignore' };

/** One column of a file and what becomes of it; `values` replaces words before they are read. */
export type ColumnPlan = {
  index: number;
  header: string;
  destinations: Destination[];
  values: Record<string, string>;
  /** How it was decided: by the file of a mapping, a profile, the header's name, or not at all. */
  by: 'mapping' | 'profile' | 'name' | 'new_field' | 'unknown';
};

/** A whole mapping: every column, what to take where a file has nothing, and how to read values. */
export type Mapping = {
  columns: ColumnPlan[];
  defaults: Partial<Record<Target, string>>;
  dateOrder: DateOrder;
  decimal: Decimal | null;
  /** The date on which counted months (`tenure`) end, 'YYYY-MM-DD'; null: today. */
  asOf: string | null;
};

/** A mapping as people write it, in a file or through the API (docs/examples). */
export type MappingFile = {
  columns: Record<string, MappingEntry | MappingEntry[]>;
  defaults?: Record<string, string>;
  date_order?: DateOrder;
  decimal?: Decimal;
  as_of?: string;
};

export type MappingEntry = string | { field: string; values?: Record<string, string> };

export const InvalidMapping = defineRefusal('invalid_mapping', 422, {
  en: 'The mapping does not fit: {reason}',
  fr: 'La correspondance des colonnes ne convient pas : {reason_fr}',
});

/**
 * Reads one entry of a mapping file: a target ("name"), "ignore", or an own field written
 * "field:key" or "field:key:type", which is created when it does not exist.
 */
export function readEntry(entry: string, header: string): Destination {
  const [word, key, type] = entry.split(':').map((part) => part.trim());
  if (word === 'ignore' || word === '') return { to: 'ignore' };
  if (word === 'field') return ownField(key || header, type ?? 'text', header);
  if (word !== undefined && key === undefined && isTarget(word)) {
    return { to: 'target', target: word };
  }
  const known = targetNames.join(', ');
  throw new InvalidMapping({
    reason: `“${entry}” for the column “${header}” is not known. Use one of: ${known}, field:key:type, ignore.`,
    reason_fr: `« ${entry} » pour la colonne « ${header} » est inconnu. Choix possibles : ${known}, field:clé:type, ignore.`,
  });
}

/** The key of an own field made from a column's header: letters, digits and underscores. */
export function fieldKey(header: string): string {
  const words = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[_0-9]+|_+$/g, '');
  return words.slice(0, 40).replace(/_+$/, '') || `field_${foldName(header).length}`;
}

function ownField(key: string, type: string, header: string): Destination {
  const known = FieldTypes.find((each) => each === type);
  if (!known) {
    throw new InvalidMapping({
      reason: `“${type}” is not a type of field (${FieldTypes.join(', ')}).`,
      reason_fr: `« ${type} » n'est pas un type de champ (${FieldTypes.join(', ')}).`,
    });
  }
  return { to: 'field', key: fieldKey(key), type: known, label: header, choices: [] };
}
