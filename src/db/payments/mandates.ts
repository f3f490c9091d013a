import type { LocalDate } from '../../domain/dates.ts';
import type { Language } from '../../domain/errors.ts';
import type { MandateFacts, Scheme } from '../../domain/sepa/mandates.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** A mandate without its account number. */
export type Mandate = MandateFacts & {
  id: string;
  payerId: string;
  reference: string;
  scheme: Scheme;
  holder: string;
  last4: string;
  country: string;
  bic: string | null;
  agreedText: string | null;
  agreedLanguage: Language | null;
  endedAt: string | null;
  createdAt: string;
  /** The payer pays by it now. */
  isCurrent: boolean;
  /** Its debits in a file that did not go to the bank yet. */
  inFile: number;
};

const columns = `m.id, m.payer_id as "payerId", m.reference, m.scheme, m.holder, m.last4, m.country,
  m.bic, m.signed_on as "signedOn", m.used_on as "usedOn", m.end_reason as "endReason",
  m.agreed_text as "agreedText", m.agreed_language as "agreedLanguage", m.ended_at as "endedAt",
  m.created_at as "createdAt",
  exists (select from payment_method p where p.org_id = m.org_id and p.payer_id = m.payer_id
    and p.gateway = 'sepa' and p.token = m.id::text and p.replaced_at is null) as "isCurrent",
  (select count(*) from sepa_debit d join sepa_batch b on b.org_id = d.org_id and b.id = d.batch_id
    and b.state = 'made' where d.org_id = m.org_id and d.mandate_id = m.id)::int as "inFile"`;

/** The mandates of a payer, latest first. */
export function mandatesOf(tx: Queryable, payerId: string): Promise<Mandate[]> {
  return tx.query<Mandate>(
    `select ${columns} from sepa_mandate m where m.org_id = app_org() and m.payer_id = $1
     order by m.created_at desc, m.id desc`,
    [payerId],
  );
}

/** One mandate; undefined when there is none. */
export function findMandate(tx: Queryable, id: string): Promise<Mandate | undefined> {
  return tx.maybeOne<Mandate>(
    `select ${columns} from sepa_mandate m where m.org_id = app_org() and m.id = $1`,
    [id],
  );
}

export type NewMandate = {
  id: string;
  payerId: string;
  reference: string;
  number: number | null;
  scheme: Scheme;
  holder: string;
  /** Sealed. */
  iban: string;
  last4: string;
  country: string;
  bic: string | null;
  signedOn: LocalDate;
  agreed: { text: string; language: Language } | null;
  actor: unknown;
  now: string;
};

/** Writes a mandate; false when its reference is taken. */
export async function insertMandate(tx: Tx, row: NewMandate): Promise<boolean> {
  const count = await tx.exec(
    `insert into sepa_mandate (org_id, id, payer_id, reference, number, scheme, holder, iban, last4,
       country, bic, signed_on, agreed_text, agreed_language, actor, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)
     on conflict do nothing`,
    [
      ...[row.id, row.payerId, row.reference, row.number, row.scheme, row.holder, row.iban],
      ...[row.last4, row.country, row.bic, row.signedOn, row.agreed?.text ?? null],
      ...[row.agreed?.language ?? null, row.actor, row.now],
    ],
  );
  return count === 1;
}

/** The next number of a reference the program gives. Lock the gateway's account first. */
export async function nextMandateNumber(tx: Tx): Promise<number> {
  const row = await tx.one<{ next: number }>(
    'select coalesce(max(number), 0) + 1 as next from sepa_mandate where org_id = app_org()',
  );
  return row.next;
}

/** Whoever gives a mandate pays by it: their running subscriptions are collected from now on. */
export async function collectByItself(tx: Tx, payerId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `update subscription set collection = 'automatic', version = version + 1
     where org_id = app_org() and payer_id = $1 and collection = 'invoice'
       and state not in ('cancelled', 'expired') returning contact_id as id`,
    [payerId],
  );
  return rows.map(({ id }) => id);
}

export type Ending = {
  reason: 'revoked' | 'replaced' | 'returned';
  actor: unknown;
  now: string;
};

/** Ends mandates that did not end before; the payers that pay by them have no method then. */
export async function endMandates(tx: Tx, ids: readonly string[], ending: Ending): Promise<void> {
  if (ids.length === 0) return;
  await tx.exec(
    `update sepa_mandate set ended_at = $2, end_reason = $3, ended_by = $4
     where org_id = app_org() and id = any($1::uuid[]) and ended_at is null`,
    [ids, ending.now, ending.reason, ending.actor],
  );
  await tx.exec(
    `update payment_method set replaced_at = $2 where org_id = app_org() and gateway = 'sepa'
       and token = any($1::text[]) and replaced_at is null`,
    [ids, ending.now],
  );
}
