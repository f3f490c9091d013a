import type { FieldFact } from '../../domain/segments/facts.ts';
import type { Compiling } from './binder.ts';
import type { Column } from './column.ts';
import { always, date, sorted, word } from './column.ts';
import { moneyColumns } from './moneyColumns.ts';
import { contactColumns, nameColumns } from './peopleColumns.ts';
import { statusColumn, words } from './words.ts';

const accessEnds = 'coalesce(d.access_closes_on, d.access_until)';

/** Columns that are worked out with today's date. */
const datedColumns: Record<string, Column> = {
  status: {
    json: [],
    sort: sorted(`(${statusColumn})`, 'text'),
    cells: [word('Membership status', "Statut de l'adhésion", statusColumn)],
  },
  joined: {
    json: [['joined_on', 'd.joined_on']],
    sort: sorted('d.joined_on', 'date'),
    cells: [date('Start date', 'Date de début', 'd.joined_on')],
  },
  next_invoice: {
    json: [['next_billing_on', 'd.next_billing_on']],
    sort: sorted('d.next_billing_on', 'date'),
    cells: [date('Next invoice date', 'Date de la prochaine facture', 'd.next_billing_on')],
  },
  access_ends: {
    json: [
      ['access_open', words.accessOpen],
      ['access_until', accessEnds],
      ['access_closed', 'd.access_closed'],
      ['ends_on', 'd.ends_on'],
    ],
    sort: sorted(accessEnds, 'date'),
    cells: [date('Access ends', "Fin d'accès", accessEnds)],
  },
  created: {
    json: [['created_on', 'd.created_on']],
    sort: always('d.created_on', 'date'),
    cells: [date('Created', 'Création', 'd.created_on')],
  },
};

const fixed: Record<string, Column> = {
  ...nameColumns,
  ...datedColumns,
  ...moneyColumns,
  ...contactColumns,
};

/** The columns of the list by name, own fields as `field.<key>` after the others. */
export function columnsFor(
  on: Compiling,
  fields: readonly FieldFact[] = [],
): Record<string, Column> {
  if (fields.length === 0) return fixed;
  const own = fields.map((field): [string, Column] => {
    const key = on.binder.bind(field.key, 'text');
    const text = `(d.fields ->> ${key})`;
    const isNumber = field.type === 'number' || field.type === 'amount';
    const value = `(case when jsonb_typeof(d.fields -> ${key}) = 'number'
      then ${text}::numeric end)`;
    const shown = field.type === 'amount' ? `round(${value} / 100.0, 2)` : text;
    const column: Column = {
      json: [],
      sort: isNumber ? sorted(value, 'numeric') : sorted(`fold(${text})`, 'text'),
      cells: [{ title: field.label, sql: shown, kind: isNumber ? 'number' : 'text' }],
    };
    return [`field.${field.key}`, column];
  });
  return { ...fixed, ...Object.fromEntries(own) };
}

/** What every row carries, whatever columns are shown. */
export const rowBase: readonly (readonly [string, string])[] = [
  ['id', 'd.contact_id'],
  ['kind', 'd.kind'],
  ['name', 'd.name'],
  ['status', statusColumn],
  ['renews', words.renews],
  ['blocked', 'd.blocked'],
];

/** The columns shown when nobody chose any. */
export const defaultColumns: readonly string[] = [
  ...['name', 'email', 'plans', 'amount', 'lifetime', 'joined', 'last_charge'],
  ...['access_ends', 'labels'],
];
