import type { FieldDefinition } from '../../domain/members/contact.ts';
import type { Queryable } from '../transaction.ts';

export type ContactRow = {
  id: string;
  kind: 'person' | 'company';
  display_name: string;
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  email_withheld: boolean;
  consent: string;
  phone: string | null;
  discord: string | null;
  website: string | null;
  vat_number: string | null;
  /** As a payer they owe the tax themselves. */
  reverse_charge: boolean;
  job_title: string | null;
  birthday: string | null;
  language: 'en' | 'fr' | null;
  timezone: string | null;
  company_id: string | null;
  payer_id: string | null;
  address: Record<string, string> | null;
  billing_address: Record<string, string> | null;
  fields: Record<string, string | number | boolean>;
  source: string;
  user_id: string | null;
  invited_at: string | null;
  blocked_at: string | null;
  blocked_reason: string | null;
  created_at: string;
  version: number;
};

const columns = `c.id, c.kind, c.display_name, c.first_name, c.last_name,
  case when c.email_withheld then null else c.email end as email, c.email_withheld, c.consent,
  c.phone, c.discord, c.website, c.vat_number, c.reverse_charge, c.job_title, c.birthday,
  c.language, c.timezone,
  c.company_id, c.payer_id, c.address, c.billing_address, c.fields, c.source, c.user_id,
  c.invited_at, c.blocked_at, c.blocked_reason, c.created_at, c.version`;

/** A contact of the running organization; undefined when there is none with this id. */
export function findContact(tx: Queryable, id: string): Promise<ContactRow | undefined> {
  return tx.maybeOne<ContactRow>(
    `select ${columns} from contact c
     where c.id = $1 and c.deleted_at is null and c.merged_into is null`,
    [id],
  );
}

/** The same, locked for a change until the transaction ends. */
export function lockContact(tx: Queryable, id: string): Promise<ContactRow | undefined> {
  return tx.maybeOne<ContactRow>(
    `select ${columns} from contact c
     where c.id = $1 and c.deleted_at is null and c.merged_into is null for update`,
    [id],
  );
}

/** How many payers owe the tax themselves. */
export async function reverseChargePayers(tx: Queryable): Promise<number> {
  const { count } = await tx.one<{ count: number }>(
    'select count(*)::int as count from contact where org_id = app_org() and reverse_charge',
  );
  return count;
}

/** Who already has this address (compared as the database does), if anybody. */
export function findByEmail(
  tx: Queryable,
  email: string,
): Promise<{ id: string; display_name: string } | undefined> {
  return tx.maybeOne(
    `select id, display_name from contact
     where email_key(email) = email_key($1) and deleted_at is null and merged_into is null`,
    [email],
  );
}

/** The organization's own fields, in their order. */
export function fieldDefinitions(tx: Queryable): Promise<FieldDefinition[]> {
  return tx.query<FieldDefinition>(
    'select key, type, choices from field order by position, key',
    [],
  );
}

/** What contacts are called, by id. */
export async function contactNames(tx: Queryable, ids: string[]): Promise<Map<string, string>> {
  const rows = await tx.query<{ id: string; name: string }>(
    `select id, display_name as name from contact
     where org_id = app_org() and id = any($1::uuid[])`,
    [ids],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** True when the contact pays for somebody else. */
export async function paysForOthers(tx: Queryable, id: string): Promise<boolean> {
  const row = await tx.one<{ pays: boolean }>(
    `select exists (select from contact where payer_id = $1 and id <> $1)
       or exists (select from subscription where payer_id = $1 and contact_id <> $1) as pays`,
    [id],
  );
  return row.pays;
}

/** Those of some contacts who pay for others in what runs or is to come. */
export async function payingAmong(
  tx: Queryable,
  contactIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select payer_id as id from contact
     where org_id = app_org() and payer_id = any($1::uuid[]) and id <> payer_id
     union select payer_id from subscription
     where org_id = app_org() and payer_id = any($1::uuid[]) and contact_id <> payer_id
       and state not in ('cancelled', 'expired')`,
    [contactIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Those of some contacts who are blocked. */
export async function blockedAmong(
  tx: Queryable,
  contactIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.query<{ id: string }>(
    `select id from contact
     where org_id = app_org() and id = any($1::uuid[]) and blocked_at is not null`,
    [contactIds],
  );
  return new Set(rows.map(({ id }) => id));
}

/** Whether the contact's last charge turned out to be a fraud: staff decide about such a person. */
export async function isFoundFraud(tx: Queryable, id: string): Promise<boolean> {
  const row = await tx.maybeOne(
    `select from directory where org_id = app_org() and contact_id = $1
       and last_charge_outcome = 'refunded_as_fraud'`,
    [id],
  );
  return row !== undefined;
}
