import type { Language } from '../../domain/errors.ts';
import { arraysOf, type Columns, unnested } from '../billing/insert.ts';
import type { Tx } from '../transaction.ts';

/** A message about to be written down; `data` is JSON text. */
export type MessageRow = {
  cause: string;
  template: string;
  contactId: string | null;
  toEmail: string | null;
  language: Language;
  data: string;
};

const columns: Columns<MessageRow> = {
  cause: ['text', (row) => row.cause],
  template: ['text', (row) => row.template],
  contact_id: ['uuid', (row) => row.contactId],
  to_email: ['text', (row) => row.toEmail],
  language: ['text', (row) => row.language],
  data: ['jsonb', (row) => row.data],
};
const at = `$${Object.keys(columns).length + 1}`;

// What cannot be e-mailed is kept all the same: the portal and the record show it.
const insertText = `insert into message (org_id, cause, template, contact_id, to_email, language,
    data, state, next_try_at, created_at)
  select app_org(), d.cause, d.template, d.contact_id, d.to_email, d.language, d.data,
    case when r.reachable then 'queued' else 'withheld' end,
    case when r.reachable then ${at}::timestamptz end, ${at}::timestamptz
  from ${unnested(columns)}
  left join contact c on c.org_id = app_org() and c.id = d.contact_id
  cross join lateral (select d.to_email is not null and not coalesce(c.email_withheld, false)
    and c.deleted_at is null as reachable) r
  where d.contact_id is not null or d.to_email is not null
  on conflict do nothing`;

/** Writes messages down, one per cause, recipient and template; answers how many are new. */
export async function insertMessages(
  tx: Tx,
  rows: readonly MessageRow[],
  now: string,
): Promise<number> {
  return tx.exec({ name: 'insert_messages', text: insertText }, [...arraysOf(columns, rows), now]);
}

const asked = new WeakSet<Tx>();

/**
 * Has the worker send what is due once this transaction is committed. One job per transaction and
 * without a key: a key would make all writers of an organization wait for, and deadlock on, one
 * row. A job that finds nothing due is over at once.
 */
export async function enqueueSending(tx: Tx, orgId: string): Promise<void> {
  if (asked.has(tx)) return;
  await tx.exec(`select enqueue('send_messages', $1::json)`, [JSON.stringify({ orgId })]);
  asked.add(tx);
}

/** To be called when a part of a transaction was taken back: what it asked for is asked again. */
export function askAgain(tx: Tx): void {
  asked.delete(tx);
}

/** Has the worker look again at an instant; called alone in its transaction, it waits only once. */
export async function enqueueSendingAt(tx: Tx, orgId: string, runAt: string): Promise<void> {
  await tx.exec(`select enqueue('send_messages', $1::json, $2, $3::timestamptz)`, [
    JSON.stringify({ orgId }),
    `send_messages:${orgId}`,
    runAt,
  ]);
}

/** A message that is written already, to an address alone: a test of a text. */
export type WrittenRow = {
  cause: string;
  template: string;
  language: Language;
  toEmail: string;
  subject: string;
  text: string;
  html: string;
};

/** Writes down a message with its text, to be sent as it is. */
export async function insertWritten(tx: Tx, row: WrittenRow, now: string): Promise<void> {
  await tx.exec(
    `insert into message (org_id, cause, template, to_email, language, data, subject, body_text,
       body_html, state, next_try_at, created_at)
     values (app_org(), $1, $2, $3, $4, '{}', $5, $6, $7, 'queued', $8, $8)`,
    [row.cause, row.template, row.toEmail, row.language, row.subject, row.text, row.html, now],
  );
}
