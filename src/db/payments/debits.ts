import type { LocalDate } from '../../domain/dates.ts';
import type { Sequence } from '../../domain/sepa/batches.ts';
import type { MandateFacts, Scheme } from '../../domain/sepa/mandates.ts';
import { arraysOf, type Columns, unnested } from '../billing/insert.ts';
import type { Queryable, Tx } from '../transaction.ts';

/** A debit that waits for a file, with its mandate and what its invoice still owes. */
export type WaitingRow = MandateFacts & {
  attemptId: string;
  endToEnd: string;
  payerId: string;
  payerName: string;
  /** Whom the invoice is for. */
  contactId: string;
  invoiceId: string;
  number: string;
  mandateId: string;
  reference: string;
  scheme: Scheme;
  holder: string;
  /** Sealed. */
  iban: string;
  last4: string;
  bic: string | null;
  usedBefore: boolean;
  amount: number;
  owed: number;
  since: string;
};

/** Every debit that waits for a file, the oldest first. */
export function waitingDebits(tx: Queryable): Promise<WaitingRow[]> {
  return tx.query<WaitingRow>(
    `select d.attempt_id as "attemptId", d.end_to_end as "endToEnd", d.payer_id as "payerId",
       p.display_name as "payerName", i.contact_id as "contactId", i.id as "invoiceId", i.number,
       d.mandate_id as "mandateId",
       m.reference, m.scheme, m.holder, m.iban, m.last4, m.bic, m.signed_on as "signedOn",
       m.used_on as "usedOn", m.end_reason as "endReason",
       exists (select from sepa_debit o where o.org_id = d.org_id and o.mandate_id = d.mandate_id
         and o.batch_id is not null) as "usedBefore",
       d.amount, case when i.status = 'open' or i.status = 'uncollectible'
         then i.balance else 0 end as owed, d.created_at as since
     from sepa_debit d
     join sepa_mandate m on m.org_id = d.org_id and m.id = d.mandate_id
     join payment_attempt a on a.org_id = d.org_id and a.id = d.attempt_id
     join invoice i on i.org_id = d.org_id and i.id = a.invoice_id
     join contact p on p.org_id = d.org_id and p.id = d.payer_id
     where d.org_id = app_org() and d.batch_id is null and d.withdrawn_on is null
       and a.state = 'processing'
     order by d.created_at, d.attempt_id`,
  );
}

/** A debit of a batch, for people: without the account number. */
export type DebitRow = {
  attemptId: string;
  payerId: string;
  payerName: string;
  invoiceId: string;
  number: string;
  reference: string;
  last4: string;
  sequence: Sequence;
  amount: number;
  settledOn: LocalDate | null;
  returnedOn: LocalDate | null;
  returnCode: string | null;
  returnFee: number | null;
};

/** The debits of a batch by payer; `after` continues behind a name and id. */
export function debitsOf(tx: Queryable, batchId: string): Promise<DebitRow[]> {
  return tx.query<DebitRow>(
    `select d.attempt_id as "attemptId", d.payer_id as "payerId", p.display_name as "payerName",
       i.id as "invoiceId", i.number, m.reference, m.last4, d.sequence, d.amount,
       d.settled_on as "settledOn", d.returned_on as "returnedOn", d.return_code as "returnCode",
       d.return_fee as "returnFee"
     from sepa_debit d
     join sepa_mandate m on m.org_id = d.org_id and m.id = d.mandate_id
     join payment_attempt a on a.org_id = d.org_id and a.id = d.attempt_id
     join invoice i on i.org_id = d.org_id and i.id = a.invoice_id
     join contact p on p.org_id = d.org_id and p.id = d.payer_id
     where d.org_id = app_org() and d.batch_id = $1
     order by lower(p.display_name), d.attempt_id`,
    [batchId],
  );
}

/** What recording a return or a settlement starts from. */
export type OpenDebit = {
  attemptId: string;
  endToEnd: string;
  mandateId: string;
  payerId: string;
  invoiceId: string;
  amount: number;
  batchId: string | null;
  batchState: 'made' | 'sent' | null;
  settledOn: LocalDate | null;
  returnedOn: LocalDate | null;
  paymentId: string | null;
};

const open = `select d.attempt_id as "attemptId", d.end_to_end as "endToEnd",
    d.mandate_id as "mandateId", d.payer_id as "payerId", a.invoice_id as "invoiceId", d.amount,
    d.batch_id as "batchId", b.state as "batchState", d.settled_on as "settledOn",
    d.returned_on as "returnedOn", p.id as "paymentId"
  from sepa_debit d
  join payment_attempt a on a.org_id = d.org_id and a.id = d.attempt_id
  left join sepa_batch b on b.org_id = d.org_id and b.id = d.batch_id
  left join payment p on p.org_id = d.org_id and p.attempt_id = d.attempt_id
  where d.org_id = app_org()`;

/** Debits by what banks call them, or all of a batch by its message. */
export function debitsNamed(
  tx: Queryable,
  names: { endToEnds: readonly string[]; messageIds: readonly string[] },
): Promise<(OpenDebit & { messageId: string | null })[]> {
  return tx.query(
    `select o.*, b.message_id as "messageId" from (${open}) o
     left join sepa_batch b on b.org_id = app_org() and b.id = o."batchId"
     where o."endToEnd" = any($1::text[]) or b.message_id = any($2::text[])`,
    [names.endToEnds, names.messageIds],
  );
}

/** One debit by its attempt. */
export function findDebit(tx: Queryable, attemptId: string): Promise<OpenDebit | undefined> {
  return tx.maybeOne<OpenDebit>(`${open} and d.attempt_id = $1`, [attemptId]);
}

/** Debits of sent batches whose day has come and that nobody sent back, some at a time. */
export async function debitsToSettle(
  tx: Queryable,
  page: { today: LocalDate; batchId: string | null; limit: number },
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select d.attempt_id as id from sepa_batch b
     join sepa_debit d on d.org_id = b.org_id and d.batch_id = b.id
     where b.org_id = app_org() and b.state = 'sent' and d.settled_on is null
       and d.returned_on is null and (b.id = $2 or $2::uuid is null and b.settles_on <= $1)
     order by d.attempt_id limit $3`,
    [page.today, page.batchId, page.limit],
  );
  return rows.map(({ id }) => id);
}

/** Notes that debits count as paid. */
export async function noteSettled(tx: Tx, ids: readonly string[], on: LocalDate): Promise<void> {
  await tx.exec(
    `update sepa_debit set settled_on = $2
     where org_id = app_org() and attempt_id = any($1::uuid[])`,
    [ids, on],
  );
}

/** Notes that debits never go to the bank. */
export async function noteWithdrawn(tx: Tx, ids: readonly string[], on: LocalDate): Promise<void> {
  await tx.exec(
    `update sepa_debit set withdrawn_on = $2
     where org_id = app_org() and attempt_id = any($1::uuid[]) and batch_id is null`,
    [ids, on],
  );
}

export type NotedReturn = {
  attemptId: string;
  code: string;
  on: LocalDate;
  fee: number | null;
};

const returnColumns: Columns<NotedReturn> = {
  id: ['uuid', (row) => row.attemptId],
  code: ['text', (row) => row.code],
  day: ['date', (row) => row.on],
  fee: ['bigint', (row) => row.fee],
};

/** Notes what banks sent back. */
export async function noteReturned(tx: Tx, rows: readonly NotedReturn[]): Promise<void> {
  await tx.exec(
    `update sepa_debit t set returned_on = d.day, return_code = d.code, return_fee = d.fee
     from ${unnested(returnColumns)} where t.org_id = app_org() and t.attempt_id = d.id`,
    arraysOf(returnColumns, rows),
  );
}

/** Waiting debits of mandates, whose payers withdrew them. */
export async function waitingUnder(tx: Queryable, mandateId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select attempt_id as id from sepa_debit where org_id = app_org() and mandate_id = $1
       and batch_id is null and withdrawn_on is null`,
    [mandateId],
  );
  return rows.map(({ id }) => id);
}
