import type { ImportRecord } from '../../domain/imports/record.ts';
import type { SampleCell } from '../../domain/imports/sample.ts';
import type { Tx } from '../transaction.ts';
import type { CopyValue } from './copyIn.ts';
import { copyIn } from './copyIn.ts';

/** A row as it is staged: what was understood, and the cells it was understood from. */
export type StagedRow = { record: ImportRecord; cells: SampleCell[] };

type Column = [name: string, type: string, value: (row: StagedRow) => CopyValue];

const person: Column[] = [
  ['n', 'int primary key', ({ record }) => record.number],
  ['cells', 'text', ({ cells }) => JSON.stringify(cells)],
  ['name', 'text', ({ record }) => record.name],
  ['first_name', 'text', ({ record }) => record.firstName],
  ['last_name', 'text', ({ record }) => record.lastName],
  ['email', 'text', ({ record }) => record.email],
  ['email_withheld', 'boolean', ({ record }) => record.emailWithheld],
  ['external_id', 'text', ({ record }) => record.externalId],
  ['company', 'text', ({ record }) => record.company],
  ['paid_by', 'text', ({ record }) => record.paidBy],
  ['phone', 'text', ({ record }) => record.phone],
  ['discord', 'text', ({ record }) => record.discord],
  ['website', 'text', ({ record }) => record.website],
  ['vat_number', 'text', ({ record }) => record.vatNumber],
  ['job_title', 'text', ({ record }) => record.jobTitle],
  ['birthday', 'date', ({ record }) => record.birthday],
  ['language', 'text', ({ record }) => record.language],
  ['address', 'jsonb', ({ record }) => record.address],
  ['fields', 'jsonb', ({ record }) => record.fields],
  ['note', 'text', ({ record }) => record.note],
  ['labels', 'text[]', ({ record }) => record.labels],
  ['consent', 'text', ({ record }) => record.consent],
  ['follower', 'boolean', ({ record }) => record.follower],
  ['lifetime', 'bigint', ({ record }) => record.lifetime],
  ['currency', 'text', ({ record }) => record.currency],
  ['joined_on', 'date', ({ record }) => record.joinedOn],
  ['last_charge_at', 'timestamptz', ({ record }) => record.lastChargeAt],
  ['last_charge_outcome', 'text', ({ record }) => record.lastChargeOutcome],
  ['problems', 'jsonb', ({ record }) => JSON.stringify(record.problems)],
  ['refused', 'boolean', ({ record }) => isRefused(record)],
  ['outcome', 'text', ({ record }) => (isRefused(record) ? 'refused' : 'create')],
];

const membership: Column[] = [
  ['plan_key', 'text', ({ record }) => record.membership?.planKey],
  ['plan_name', 'text', ({ record }) => record.membership?.planName],
  ['plan_kind', 'text', ({ record }) => record.membership?.planKind],
  ['price_id', 'uuid', ({ record }) => record.membership?.priceId],
  ['amount', 'bigint', ({ record }) => record.membership?.amount],
  ['priced', 'boolean', ({ record }) => record.membership?.priced],
  ['interval_unit', 'text', ({ record }) => record.membership?.interval.unit],
  ['interval_count', 'smallint', ({ record }) => record.membership?.interval.count],
  ['starts_on', 'date', ({ record }) => record.membership?.startsOn],
  ['next_on', 'date', ({ record }) => record.membership?.nextOn],
  ['ends_on', 'date', ({ record }) => record.membership?.endsOn],
  ['anchor_on', 'date', ({ record }) => record.membership?.anchorOn],
  ['anchor_day', 'smallint', ({ record }) => record.membership?.anchorDay],
  ['granted_until', 'date', ({ record }) => record.membership?.grantedUntil],
  ['trial_ends_on', 'date', ({ record }) => record.membership?.trialEndsOn],
  ['state', 'text', ({ record }) => record.membership?.state],
  ['subscription_step', 'text', ({ record }) => (record.membership ? 'insert' : null)],
];

function isRefused(record: ImportRecord): boolean {
  return record.problems.some((problem) => problem.level === 'error');
}

const copied = [...person, ...membership];

/** Worked out by the checks; ids of what may be created are made ready here. */
const derived = `
  email_key text generated always as (email_key(email)) stored,
  new_id uuid not null default uuid_v7(),
  new_subscription_id uuid not null default uuid_v7(),
  contact_id uuid, by_external uuid, by_email uuid, company_id uuid, payer_id uuid,
  skipped boolean not null default false, changed boolean not null default false,
  subscription_id uuid`;

/** Makes the empty staging tables of this transaction. */
export async function createStage(tx: Tx): Promise<void> {
  const columns = copied.map(([name, type]) => `${name} ${type}`).join(', ');
  await tx.exec(`create temp table import_stage (${columns}, ${derived}) on commit drop`);
  await tx.exec('create unique index on import_stage (new_id)');
  await tx.exec('create index on import_stage (contact_id)');
  await tx.exec(`create temp table import_company (id uuid primary key, name text not null,
    is_new boolean not null) on commit drop`);
  await tx.exec(`create temp table import_plan (key text primary key, plan_id uuid,
    version_id uuid, name text not null) on commit drop`);
}

/** Adds rows to the staging table. */
export async function stageRows(tx: Tx, rows: StagedRow[]): Promise<void> {
  const columns = copied.map(([name]) => name);
  const values = function* () {
    for (const row of rows) yield copied.map(([, , value]) => value(row));
  };
  await copyIn(tx, { table: 'import_stage', columns }, values());
}

const judged = `n, name, email, external_id, email_key, company, paid_by, plan_key, contact_id,
  by_external, by_email, company_id, payer_id, refused, skipped, outcome, subscription_id,
  subscription_step, starts_on, note, consent`;

/** Makes the planner see how many rows there are, and what became of them. */
export async function analyzeStage(tx: Tx): Promise<void> {
  await tx.exec(`analyze import_stage (${judged})`);
}
