import type { ManualLine } from '../../domain/billing/manual.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Queryable, Tx } from '../transaction.ts';
import type { After } from './list.ts';

export type DraftRow = {
  id: string;
  contact: { id: string; name: string };
  payer: { id: string; name: string };
  currency: string;
  dueDays: number | null;
  dueOn: LocalDate | null;
  taxInclusive: boolean;
  /** The payer owes the tax: no line is charged with any. */
  reverseCharge: boolean;
  lines: ManualLine[];
  /** With tax, minor units. */
  total: number;
  version: number;
  createdAt: string;
};

const columns = `d.id, jsonb_build_object('id', c.id, 'name', c.display_name) as contact,
  jsonb_build_object('id', p.id, 'name', p.display_name) as payer, d.currency,
  d.due_days as "dueDays", d.due_on as "dueOn", d.tax_inclusive as "taxInclusive",
  d.reverse_charge as "reverseCharge", d.lines,
  d.total, d.version, d.created_at as "createdAt"`;

const from = `from invoice_draft d
  join contact c on c.org_id = d.org_id and c.id = d.contact_id
  join contact p on p.org_id = d.org_id and p.id = d.payer_id`;

/** A page of drafts, latest first. */
export async function listDrafts(
  tx: Queryable,
  page: { limit: number; after?: After },
): Promise<{ items: DraftRow[]; next: After | null }> {
  const { limit, after } = page;
  const rows = await tx.query<DraftRow>(
    `select ${columns} ${from} where d.org_id = app_org()
       and ($1::timestamptz is null or (d.created_at, d.id) < ($1::timestamptz, $2::uuid))
     order by d.created_at desc, d.id desc limit $3`,
    [after?.at ?? null, after?.id ?? null, limit + 1],
  );
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last ? { at: last.createdAt, id: last.id } : null };
}

/** One draft; undefined when there is none. */
export function findDraft(tx: Queryable, id: string): Promise<DraftRow | undefined> {
  return tx.maybeOne<DraftRow>(
    `select ${columns} ${from} where d.org_id = app_org() and d.id = $1`,
    [id],
  );
}

/** Every draft, for checking. */
export function allDrafts(tx: Queryable): Promise<DraftRow[]> {
  return tx.query<DraftRow>(`select ${columns} ${from} where d.org_id = app_org() order by d.id`);
}

/** The same, locked until the transaction ends. */
export function lockDraft(tx: Queryable, id: string): Promise<DraftRow | undefined> {
  return tx.maybeOne<DraftRow>(
    `select ${columns} ${from} where d.org_id = app_org() and d.id = $1 for update of d`,
    [id],
  );
}

export type DraftFacts = {
  contactId: string;
  payerId: string;
  currency: string;
  dueDays: number | null;
  dueOn: LocalDate | null;
  taxInclusive: boolean;
  reverseCharge: boolean;
  lines: readonly ManualLine[];
  total: number;
};

type Written = { id: string; facts: DraftFacts; now: string };

/** Writes a new draft. */
export async function insertDraft(tx: Tx, draft: Written & { actor: string }): Promise<void> {
  await tx.exec(
    `insert into invoice_draft (org_id, id, contact_id, payer_id, currency, due_days, due_on,
       tax_inclusive, reverse_charge, lines, total, updated_at, created_at, actor)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, $12)`,
    [...valuesOf(draft), draft.actor],
  );
}

/** Replaces a draft's facts; its version goes up. */
export async function updateDraft(tx: Tx, draft: Written): Promise<void> {
  await tx.exec(
    `update invoice_draft set contact_id = $2, payer_id = $3, currency = $4, due_days = $5,
       due_on = $6, tax_inclusive = $7, reverse_charge = $8, lines = $9, total = $10,
       updated_at = $11, version = version + 1
     where org_id = app_org() and id = $1`,
    valuesOf(draft),
  );
}

function valuesOf({ id, facts, now }: Written): unknown[] {
  const { contactId, payerId, currency, dueDays, dueOn, taxInclusive, reverseCharge } = facts;
  const { lines, total } = facts;
  const place = [id, contactId, payerId, currency, dueDays, dueOn, taxInclusive, reverseCharge];
  return [...place, JSON.stringify(lines), total, now];
}

/** Deletes a draft, because nobody wants it or because it is an invoice now. */
export async function deleteDraft(tx: Tx, id: string): Promise<void> {
  await tx.exec('delete from invoice_draft where org_id = app_org() and id = $1', [id]);
}
