import { enqueueSending, insertMessages } from '../../db/messages/queue.ts';
import type { Language } from '../../domain/errors.ts';
import type { MessageData, MessageName } from '../../templates/data.ts';
import type { Scene } from '../context.ts';

/**
 * One message to one recipient. `cause` names what made the system say it, once and for all
 * ("invoice:<id>", "attempt:<id>"): the same cause, template and recipient is said only once.
 * Without `toEmail`, or where the contact withholds it, the message is kept but not e-mailed.
 */
export type MessageDraftOf<N extends MessageName> = {
  cause: string;
  template: N;
  contactId: string | null;
  toEmail: string | null;
  language: Language;
  data: MessageData[N];
};

/** A draft of any template, its data checked against it. */
export type MessageDraft = { [N in MessageName]: MessageDraftOf<N> }[MessageName];

type Speaking = Pick<Scene, 'tx' | 'now' | 'org'>;

/**
 * Writes messages down in the caller's transaction, two statements for any number of them, and
 * has them sent after its commit. Rendering waits until they are sent or looked at. Answers how
 * many are new.
 */
export async function queueMessages(
  { tx, now, org }: Speaking,
  drafts: readonly MessageDraft[],
): Promise<number> {
  if (drafts.length === 0) return 0;
  const rows = drafts.map((draft) => ({ ...draft, data: JSON.stringify(draft.data) }));
  const added = await insertMessages(tx, rows, now);
  if (added > 0) await enqueueSending(tx, org.id);
  return added;
}
