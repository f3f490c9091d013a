import { currencyExponents } from '../../domain/currencies.ts';
import type { Sentence } from '../../domain/errors.ts';
import type { FieldFact } from '../../domain/segments/facts.ts';
import type { Compiling } from './compile.ts';
import { statusColumn } from './words.ts';

/** What one column of the list shows, sorts by and exports. */
export type Column = {
  /** Keys and SQL of the JSON row. */
  json: readonly (readonly [string, string])[];
  /** What it is sorted by, and the type of that; null values come last either way. */
  sort?: { sql: string; type: string; nullable: boolean };
  /** Title and SQL of each cell of an export; titles are those an import recognizes. */
  cells: readonly Cell[];
};

/** `text` is what somebody typed, and is made safe for spreadsheet programs in a CSV. */
export type Cell = { title: Sentence; sql: string; kind: 'text' | 'word' | 'number' | 'date' };

const title = (en: string, fr: string): Sentence => ({ en, fr });
const cell =
  (kind: Cell['kind']) =>
  (en: string, fr: string, sql: string): Cell => ({ title: title(en, fr), sql, kind });
const typed = cell('text');
const word = cell('word');
const number = cell('number');
const date = cell('date');
const sorted = (sql: string, type: string) => ({ sql, type, nullable: true });
const always = (sql: string, type: string) => ({ sql, type, nullable: false });

/** Minor units as a decimal with as many places as the currency has (billing-rules §12). */
function decimal(amount: string): string {
  const odd = new Map<number, string[]>();
  for (const [code, exponent] of currencyExponents) {
    if (exponent !== 2) odd.set(exponent, [...(odd.get(exponent) ?? []), `'${code}'`]);
  }
  const cases = [...odd].map(
    ([exponent, codes]) =>
      `when d.currency in (${codes.join(', ')}) then round(${amount} / 1e${exponent}, ${exponent})`,
  );
  return `case ${cases.join(' ')} else round(${amount} / 100.0, 2) end`;
}

const intervalText = `case when d.interval_count = 1 then d.interval_unit
  else d.interval_count || ' ' || d.interval_unit || 's' end`;

const named = (id: string, name: string) =>
  `case when ${id} is not null then json_build_object('id', ${id}, 'name', ${name}) end`;

const accessEnds = 'coalesce(d.access_closes_on, d.access_until)';

/** For yearly members the date is the start of the yearly term (spec/people.md, Export). */
const chargedForExport = `case when d.interval_unit = 'year' and d.access_until is not null
  then (d.access_until - make_interval(years => d.interval_count))::date
  else d.last_charge_on end`;

const addressCells = [
  ['Street', 'Rue', 'line1'],
  ['Address line 2', 'Complément d’adresse', 'line2'],
  ['Postal code', 'Code postal', 'postal_code'],
  ['City', 'Ville', 'city'],
  ['Region', 'Région', 'region'],
  ['Country', 'Pays', 'country'],
] as const;

/** Every column but own fields, in the order of an export of all of them. */
function fixedColumns(on: Compiling): Record<string, Column> {
  const status = statusColumn(on.words);
  return {
    name: {
      json: [],
      sort: always('d.sort_name', 'text'),
      cells: [typed('Name', 'Nom', 'd.name')],
    },
    kind: { json: [], sort: always('d.kind', 'text'), cells: [word('Type', 'Type', 'd.kind')] },
    email: {
      json: [['email', 'd.email']],
      sort: sorted('lower(d.email)', 'text'),
      cells: [typed('E-mail', 'E-mail', 'd.email')],
    },
    status: {
      json: [],
      sort: sorted(`(${status})`, 'text'),
      cells: [word('Membership status', "Statut de l'adhésion", status)],
    },
    plans: {
      json: [
        ['plan_ids', 'd.plan_ids'],
        ['plan_name', 'd.plan_name'],
        ['custom_amount', 'd.custom_amount'],
      ],
      sort: sorted('d.plan_name', 'text'),
      cells: [typed('Plan name', 'Nom du forfait', 'd.plan_name')],
    },
    amount: {
      json: [
        ['amount', 'd.amount'],
        ['currency', 'd.currency'],
        ['interval_unit', 'd.interval_unit'],
        ['interval_count', 'd.interval_count'],
      ],
      sort: always('d.amount', 'bigint'),
      cells: [
        number('Amount', 'Montant', `case when d.running then ${decimal('d.amount')} end`),
        word('Currency', 'Devise', 'd.currency'),
        word('Billing interval', 'Périodicité', intervalText),
      ],
    },
    lifetime: {
      json: [
        ['lifetime_amount', 'd.lifetime_amount'],
        ['payment_count', 'd.payment_count'],
      ],
      sort: always('d.lifetime_amount', 'bigint'),
      cells: [number('Lifetime amount', 'Total versé', decimal('d.lifetime_amount'))],
    },
    last_charge: {
      json: [
        ['last_charge_on', 'd.last_charge_on'],
        ['last_charge_outcome', 'd.last_charge_outcome'],
        ['last_charge_amount', 'd.last_charge_amount'],
      ],
      sort: sorted('d.last_charge_on', 'date'),
      cells: [date('Last charge date', 'Date du dernier paiement', chargedForExport)],
    },
    outcome: {
      json: [['last_charge_outcome', 'd.last_charge_outcome']],
      sort: sorted('d.last_charge_outcome', 'text'),
      cells: [word('Last charge outcome', 'Résultat du dernier paiement', 'd.last_charge_outcome')],
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
        ['access_open', on.words.accessOpen],
        ['access_until', accessEnds],
        ['access_closed', 'd.access_closed'],
        ['ends_on', 'd.ends_on'],
      ],
      sort: sorted(accessEnds, 'date'),
      cells: [date('Access ends', "Fin d'accès", accessEnds)],
    },
    balance: {
      json: [
        ['open_balance', 'd.open_balance'],
        ['oldest_due_on', 'd.oldest_due_on'],
      ],
      sort: always('d.open_balance', 'bigint'),
      cells: [number('Open balance', 'Solde ouvert', decimal('d.open_balance'))],
    },
    labels: {
      json: [['labels', `coalesce(held.labels, '[]')`]],
      cells: [typed('Labels', 'Libellés', 'held.names')],
    },
    company: {
      json: [['company', named('d.company_id', 'd.company_name')]],
      sort: sorted('fold(d.company_name)', 'text'),
      cells: [typed('Company', 'Entreprise', 'd.company_name')],
    },
    payer: {
      json: [['payer', named('d.payer_id', 'd.payer_name')]],
      sort: sorted('fold(d.payer_name)', 'text'),
      cells: [typed('Paid by', 'Payé par', 'd.payer_name')],
    },
    discord: {
      json: [['discord', 'd.discord']],
      sort: sorted('d.discord', 'text'),
      cells: [typed('Discord', 'Discord', 'd.discord')],
    },
    phone: {
      json: [['phone', 'd.phone']],
      sort: sorted('d.phone', 'text'),
      cells: [typed('Phone', 'Téléphone', 'd.phone')],
    },
    language: {
      json: [['language', 'd.language']],
      sort: sorted('d.language', 'text'),
      cells: [word('Language', 'Langue', 'd.language')],
    },
    address: {
      json: [['address', 'd.address']],
      cells: addressCells.map(([en, fr, key]) => typed(en, fr, `d.address ->> '${key}'`)),
    },
    created: {
      json: [['created_on', 'd.created_on']],
      sort: always('d.created_on', 'date'),
      cells: [date('Created', 'Création', 'd.created_on')],
    },
    note: {
      json: [['latest_note', 'd.latest_note']],
      cells: [typed('Notes', 'Notes', 'd.latest_note')],
    },
  };
}

/** The columns of the list by name, own fields as `field.<key>` after the others. */
export function columnsFor(
  on: Compiling,
  fields: readonly FieldFact[] = [],
): Record<string, Column> {
  const own = fields.map((field): [string, Column] => {
    const key = on.binder.bind(field.key, 'text');
    const text = `(d.fields ->> ${key})`;
    const isNumber = field.type === 'number' || field.type === 'amount';
    const value = `(case when jsonb_typeof(d.fields -> ${key}) = 'number' then ${text}::numeric end)`;
    const shown = field.type === 'amount' ? `round(${value} / 100.0, 2)` : text;
    const column: Column = {
      json: [],
      sort: isNumber ? sorted(value, 'numeric') : sorted(`fold(${text})`, 'text'),
      cells: [{ title: field.label, sql: shown, kind: isNumber ? 'number' : 'text' }],
    };
    return [`field.${field.key}`, column];
  });
  return { ...fixedColumns(on), ...Object.fromEntries(own) };
}

/** What every row carries, whatever columns are shown. */
export function rowBase(on: Compiling): [string, string][] {
  return [
    ['id', 'd.contact_id'],
    ['kind', 'd.kind'],
    ['name', 'd.name'],
    ['status', statusColumn(on.words)],
    ['renews', on.words.renews],
    ['blocked', 'd.blocked'],
  ];
}

/** The columns shown when nobody chose any. */
export const defaultColumns: readonly string[] = [
  ...['name', 'email', 'plans', 'amount', 'lifetime', 'joined', 'last_charge'],
  ...['access_ends', 'labels'],
];
