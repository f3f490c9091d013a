import type { Tx } from '../transaction.ts';
import type { StoredAttachment, StoredMessage } from './stored.ts';
import { storedColumns, storedFrom } from './stored.ts';

const claimMark = 'claimed';

/** Ids of messages whose time has come, oldest first. */
export async function dueMessages(tx: Tx, now: string, limit: number): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    `select id from message where org_id = app_org() and state = 'queued' and next_try_at <= $1
     order by next_try_at, id limit $2`,
    [now, limit],
  );
  return rows.map((row) => row.id);
}

/** When the next queued message is due; null when none is queued. */
export async function nextDueAt(tx: Tx): Promise<string | null> {
  const row = await tx.one<{ at: string | null }>(
    `select min(next_try_at) as at from message where org_id = app_org() and state = 'queued'`,
  );
  return row.at;
}

/**
 * Takes a due message for this process until `until`. `interrupted`: a process took it before and
 * never said what became of it. Null: nothing to do, somebody else has it or it is not due.
 */
export async function claimMessage(
  tx: Tx,
  id: string,
  span: { now: string; until: string },
): Promise<{ interrupted: boolean } | null> {
  const row = await tx.maybeOne<{ interrupted: boolean }>(
    `with due as (select id, error from message where org_id = app_org() and id = $1
       and state = 'queued' and next_try_at <= $2 for update skip locked)
     update message m set error = $4, next_try_at = $3, tries = m.tries + 1 from due
     where m.org_id = app_org() and m.id = due.id
     returning due.error is not distinct from $4 as interrupted`,
    [id, span.now, span.until, claimMark],
  );
  return row ?? null;
}

export type SentContent = {
  subject: string;
  text: string;
  html: string;
  /** The data without its secrets. */
  data: Record<string, unknown>;
  attachments: StoredAttachment[];
};

/** Records a message as sent, with its content as it left. */
export async function markSent(
  tx: Tx,
  id: string,
  sent: { at: string; content: SentContent },
): Promise<void> {
  const { subject, text, html, data, attachments } = sent.content;
  await tx.exec(
    `update message set state = 'sent', sent_at = $2, next_try_at = null, error = null,
       subject = $3, body_text = $4, body_html = $5, data = $6, attachments = $7
     where org_id = app_org() and id = $1`,
    [id, sent.at, subject, text, html, JSON.stringify(data), JSON.stringify(attachments)],
  );
}

/** Records that a message did not get through: tried again at `nextTryAt`, or given up at null. */
export async function markNotSent(
  tx: Tx,
  id: string,
  why: { reason: string; nextTryAt: string | null; subject: string | null },
): Promise<void> {
  await tx.exec(
    `update message set state = case when $3::timestamptz is null then 'failed' else 'queued' end,
       next_try_at = $3, error = $2, subject = coalesce($4, subject)
     where org_id = app_org() and id = $1`,
    [id, why.reason, why.nextTryAt, why.subject],
  );
}

/** Counts a try that ended before the mail server was asked; answers how many there were. */
export async function countTry(tx: Tx, id: string): Promise<number> {
  const row = await tx.one<{ tries: number }>(
    `update message set tries = tries + 1 where org_id = app_org() and id = $1 returning tries`,
    [id],
  );
  return row.tries;
}

/** Puts a failed or interrupted message back in the queue; false when it is not failed. */
export async function requeueMessage(tx: Tx, id: string, now: string): Promise<boolean> {
  const rows = await tx.exec(
    `update message set state = 'queued', next_try_at = $2, tries = 0, error = null
     where org_id = app_org() and id = $1 and state = 'failed'`,
    [id, now],
  );
  return rows === 1;
}

/** Moves queued messages to the outbox page, a part at a time; answers what was moved. */
export async function moveToOutbox(tx: Tx, now: string, limit: number): Promise<StoredMessage[]> {
  return tx.query<StoredMessage>(
    `with due as (select id from message where org_id = app_org() and state = 'queued'
       and next_try_at <= $1 order by next_try_at, id limit $2 for update skip locked),
     moved as (update message m set state = 'outbox', next_try_at = null, error = null from due
       where m.org_id = app_org() and m.id = due.id returning m.*)
     select ${storedColumns} ${storedFrom.replace('from message m', 'from moved m')}
     order by m.created_at, m.id`,
    [now, limit],
  );
}

/**
 * Keeps the subjects of messages in the outbox, so that the page need not render its list, and
 * which version of the own text each is written in.
 */
export async function keepSubjects(
  tx: Tx,
  subjects: readonly { id: string; subject: string; textVersion: number }[],
): Promise<void> {
  await tx.exec(
    `update message m set subject = d.subject, text_version = d."textVersion"
     from jsonb_to_recordset($1::jsonb) as d (id uuid, subject text, "textVersion" integer)
     where m.org_id = app_org() and m.id = d.id`,
    [JSON.stringify(subjects)],
  );
}
