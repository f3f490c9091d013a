import { requeueMessage } from '../../db/messages/delivery.ts';
import { enqueueSending } from '../../db/messages/queue.ts';
import {
  findMessage,
  listMessages,
  type MessageFilter,
  type StoredMessage,
} from '../../db/messages/stored.ts';
import { defineRefusal, NotFound } from '../../domain/errors.ts';
import { withoutTokens } from '../../domain/messages/delivery.ts';
import type { RenderedMessage } from '../../templates/renderMessage.ts';
import { act, type Context, look } from '../context.ts';
import { loadOwnTexts, textsThen } from './ownTexts.ts';
import { renderStored, subjectOf } from './renderStored.ts';

export const NotFailed = defineRefusal('message_not_failed', 409, {
  en: 'Only a message that could not be delivered can be sent again.',
  fr: "Seul un message qui n'a pas pu être remis peut être renvoyé.",
});

export type MessageSummary = Omit<StoredMessage, 'data' | 'text' | 'html' | 'subject'> & {
  subject: string;
};

/** A page of messages with their subjects, latest first. */
export async function readMessages(
  ctx: Context,
  page: { filter: MessageFilter; limit: number; after?: { at: string; id: string } },
): Promise<MessageSummary[]> {
  return look(ctx, async ({ tx, org }) => {
    const messages = await listMessages(tx, page);
    const texts = await loadOwnTexts(tx);
    return messages.map((message) => {
      const { data: _data, text: _text, html: _html, ...rest } = message;
      return { ...rest, subject: subjectOf(message, org, texts) };
    });
  });
}

/**
 * One message as it was sent, or as it would be: for the outbox page and the record. Its sign-in
 * links work on the outbox page alone, which takes the place of the mailbox there, and only for
 * those who may act for any member; everybody else reads it without their tokens. A link to a new
 * password is nobody's but the person's: it would open an owner's account to an administrator.
 */
export async function readMessage(
  ctx: Context,
  id: string,
  reader: { mayFollowLinks: boolean },
): Promise<MessageSummary & RenderedMessage> {
  return look(ctx, async ({ tx, org }) => {
    const message = await findMessage(tx, id);
    if (!message) throw new NotFound();
    const { data: _data, ...rest } = message;
    const { subject, text, html } = renderStored(message, org, await textsThen(tx, message));
    const isPrivate = message.template === 'password_reset';
    if (message.state === 'outbox' && reader.mayFollowLinks && !isPrivate)
      return { ...rest, subject, text, html };
    return { ...rest, subject, text: withoutTokens(text), html: withoutTokens(html) };
  });
}

/** Sends a failed message again, because staff say so. */
export async function resendMessage(ctx: Context, id: string): Promise<void> {
  await act(ctx, async ({ tx, org, now }) => {
    if (!(await findMessage(tx, id))) throw new NotFound();
    if (!(await requeueMessage(tx, id, now))) throw new NotFailed();
    await enqueueSending(tx, org.id);
  });
}
