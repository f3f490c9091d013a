import type { Queryable } from '../transaction.ts';

export type NoteRow = {
  id: string;
  type: 'call' | 'meeting' | 'email' | 'delivery' | 'payment' | 'other';
  body: string;
  pinned: boolean;
  author_name: string;
  created_at: string;
  edited_at: string | null;
  version: number;
};

/** Notes on a contact, pinned ones first, then the latest. */
export function listNotes(tx: Queryable, contactId: string): Promise<NoteRow[]> {
  return tx.query<NoteRow>(
    `select id, type, body, pinned, author_name, created_at, edited_at, version from note
     where contact_id = $1 order by pinned desc, created_at desc, id desc`,
    [contactId],
  );
}
