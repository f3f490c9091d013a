import { recordActivity } from '../../activity/record.ts';
import {
  dueMessages,
  keepSubjects,
  markNotSent,
  moveToOutbox,
  nextDueAt,
} from '../../db/messages/delivery.ts';
import { enqueueSendingAt } from '../../db/messages/queue.ts';
import type { StoredMessage } from '../../db/messages/stored.ts';
import { act, type Scene } from '../context.ts';
import { loadOwnTexts, type OwnTexts, ownTextFor, recordTextFailure } from './ownTexts.ts';
import { renderStored, subjectOf } from './renderStored.ts';
import { type Delivery, type MailContext, sendMessage } from './sendMessage.ts';

const together = 4;
const atOnce = 200;
const outboxPart = 500;

type Kept = Pick<StoredMessage, 'id' | 'template' | 'contactId'> & {
  subject: string;
  textVersion: number;
};

export type SendingResult = Record<Delivery | 'kept', number>;

/**
 * Sends everything of one organization that is due, a few at a time. Stops at the first sign that
 * the mail server is away, so that thousands of messages do not each wait for it, and comes back
 * when the next one is due. Sandboxes and installations without SMTP keep their mail in the outbox.
 */
export async function sendDueMessages(ctx: MailContext): Promise<SendingResult> {
  const result: SendingResult = {
    sent: 0,
    failed: 0,
    later: 0,
    unreachable: 0,
    nothing: 0,
    kept: 0,
  };
  const sandbox = await act(ctx, async ({ org }) => org.sandbox);
  if (sandbox || ctx.mail.kind === 'outbox') {
    result.kept = await keepAll(ctx, sandbox);
    return result;
  }
  let due = await act(ctx, nextDue);
  while (due.ids.length > 0 && result.unreachable === 0) {
    const ids = due.ids.splice(0, together);
    for (const delivery of await sendTogether(ctx, ids, due.texts)) result[delivery] += 1;
    if (due.ids.length === 0) due = await act(ctx, nextDue);
  }
  await act(ctx, comeBack);
  return result;
}

/** The next ones, and the own texts in which they are written. */
async function nextDue({ tx, now }: Scene): Promise<{ ids: string[]; texts: OwnTexts }> {
  return { ids: await dueMessages(tx, now, atOnce), texts: await loadOwnTexts(tx) };
}

async function sendTogether(ctx: MailContext, ids: string[], texts: OwnTexts): Promise<Delivery[]> {
  return Promise.all(ids.map((id) => sendMessage(ctx, id, texts)));
}

async function comeBack({ tx, org }: Scene): Promise<void> {
  const at = await nextDueAt(tx);
  if (at !== null) await enqueueSendingAt(tx, org.id, at);
}

async function keepAll(ctx: MailContext, sandbox: boolean): Promise<number> {
  let kept = 0;
  for (;;) {
    const moved = await act(ctx, keepSome);
    // A sandbox's mail was never meant for anybody: the log is for what somebody waits for.
    if (ctx.mail.kind === 'outbox' && !sandbox) {
      ctx.mail.note(moved.map(({ id, template }) => ({ id, template })));
    }
    kept += moved.length;
    if (moved.length < outboxPart) return kept;
  }
}

async function keepSome(scene: Scene): Promise<Kept[]> {
  const { tx, now } = scene;
  const texts = await loadOwnTexts(tx);
  const moved: Kept[] = [];
  for (const message of await moveToOutbox(tx, now, outboxPart)) {
    try {
      moved.push({ ...message, ...(await writtenAs(scene, message, texts)) });
    } catch (error) {
      // One that cannot be read is shown as failed and does not keep the others from the page.
      const reason = error instanceof Error ? error.message : String(error);
      await markNotSent(tx, message.id, { reason, nextTryAt: null, subject: null });
      moved.push({ ...message, subject: message.template, textVersion: 0 });
    }
  }
  await keepSubjects(
    tx,
    moved.map(({ id, subject, textVersion }) => ({ id, subject, textVersion })),
  );
  await recordActivity(
    scene,
    moved.map(({ id, template, subject, contactId }) => ({
      event: 'email_queued' as const,
      contactId,
      data: { subject, template, message_id: id },
    })),
  );
  return moved;
}

/** Its subject; whole only in an own text, which may not hold with these facts. */
async function writtenAs(scene: Scene, message: StoredMessage, texts: OwnTexts) {
  const { org } = scene;
  if (!ownTextFor(texts, message))
    return { subject: subjectOf(message, org, texts), textVersion: 0 };
  const { subject, textVersion, failure } = renderStored(message, org, texts);
  if (failure) await recordTextFailure(scene, message, failure);
  return { subject, textVersion };
}
