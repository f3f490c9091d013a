import type { Language } from '../../domain/errors.ts';
import type { Queryable } from '../transaction.ts';

export type MessageState = 'queued' | 'outbox' | 'sent' | 'failed' | 'withheld';

export type StoredAttachment = { name: string; bytes: number; sha256: string };

/** A message as it is stored. Subject and bodies are null until they are rendered to be sent. */
export type StoredMessage = {
  id: string;
  template: string;
  contactId: string | null;
  to: string | null;
  language: Language;
  data: Record<string, unknown>;
  subject: string | null;
  text: string | null;
  html: string | null;
  /** In which version of the own text it is on the outbox page (0: the default); else null. */
  textVersion: number | null;
  attachments: StoredAttachment[];
  state: MessageState;
  tries: number;
  nextTryAt: string | null;
  error: string | null;
  createdAt: string;
  sentAt: string | null;
  /** The recipient's name as the record has it now. */
  recipient: { name: string | null; firstName: string | null };
};

export const storedColumns = `m.id, m.template, m.contact_id as "contactId", m.to_email as "to",
  m.language, m.data, m.subject, m.body_text as text, m.body_html as html,
  m.text_version as "textVersion", m.attachments, m.state,
  m.tries, m.next_try_at as "nextTryAt", m.error, m.created_at as "createdAt",
  m.sent_at as "sentAt",
  jsonb_build_object('name', c.display_name, 'firstName', c.first_name) as recipient`;

export const storedFrom = `from message m
  left join contact c on c.org_id = m.org_id and c.id = m.contact_id`;

/** One message; undefined when there is none. */
export async function findMessage(tx: Queryable, id: string): Promise<StoredMessage | undefined> {
  return tx.maybeOne<StoredMessage>(
    `select ${storedColumns} ${storedFrom} where m.org_id = app_org() and m.id = $1`,
    [id],
  );
}

/** `people`: to any of these contacts. */
export type MessageFilter = {
  state?: MessageState;
  contactId?: string;
  people?: readonly string[];
  template?: string;
};

/** A page of messages, latest first, and what the next page comes after. */
export async function listMessages(
  tx: Queryable,
  page: { filter: MessageFilter; limit: number; after?: { at: string; id: string } },
): Promise<StoredMessage[]> {
  const { filter, after } = page;
  return tx.query<StoredMessage>(
    `select ${storedColumns} ${storedFrom} where m.org_id = app_org()
       and ($1::text is null or m.state = $1) and ($2::uuid[] is null or m.contact_id = any($2))
       and ($3::text is null or m.template = $3)
       and ($4::timestamptz is null or (m.created_at, m.id) < ($4, $5::uuid))
     order by m.created_at desc, m.id desc limit $6`,
    [
      filter.state ?? null,
      filter.people ?? (filter.contactId ? [filter.contactId] : null),
      filter.template ?? null,
      after?.at ?? null,
      after?.id ?? null,
      page.limit,
    ],
  );
}

/**
 * The invoice or credit note of a payer with this number, to attach; null when there is none. A
 * notice that became an invoice meanwhile is found by what it was called.
 */
export async function findDocument(
  tx: Queryable,
  of: { kind: 'invoice' | 'credit_note'; number: string; payerId: string },
): Promise<string | null> {
  const known = of.kind === 'invoice' ? 'number = $2 or proforma_number = $2' : 'number = $2';
  const row = await tx.maybeOne<{ id: string }>(
    `select id from ${of.kind} where org_id = app_org() and payer_id = $1 and (${known})`,
    [of.payerId, of.number],
  );
  return row?.id ?? null;
}
