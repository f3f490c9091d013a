import { createHash } from 'node:crypto';
import { recordActivity } from '../../activity/record.ts';
import { claimMessage, countTry, markNotSent, markSent } from '../../db/messages/delivery.ts';
import { findDocument, findMessage, type StoredMessage } from '../../db/messages/stored.ts';
import { minutesAfter } from '../../domain/instants.ts';
import { claimMinutes, nextDelivery, withoutTokens } from '../../domain/messages/delivery.ts';
import type { MailGateway, MailOutcome, OutgoingMail } from '../../gateways/mail/port.ts';
import { act, type Context, type Scene } from '../context.ts';
import { documentPdf } from '../documents/pdf.ts';
import { noticePdfIn } from '../renewals/noticePdf.ts';
import { loadOwnTexts, type OwnTexts, recordTextFailure } from './ownTexts.ts';
import { renderStored } from './renderStored.ts';

export type MailContext = Context & { mail: MailGateway };

export type Delivery = 'sent' | 'failed' | 'later' | 'unreachable' | 'nothing';

type Prepared = { message: StoredMessage; mail: OutgoingMail };

/**
 * Sends one queued message that is due. Three short steps, like a charge: the row is claimed and
 * committed, the mail server is asked, its answer is recorded. A process that dies in between
 * leaves the message "failed: interrupted" for staff to decide, never sent twice by itself.
 * `texts`: the organization's own texts, where many are sent; without, they are asked for.
 */
export async function sendMessage(
  ctx: MailContext,
  id: string,
  texts?: OwnTexts,
): Promise<Delivery> {
  const { mail } = ctx;
  if (mail.kind === 'outbox') return 'nothing';
  const prepared = await act(ctx, (scene) => prepare(scene, id, texts)).catch((error: unknown) =>
    postpone(ctx, id, error),
  );
  if (prepared === 'failed' || prepared === 'later') return prepared;
  if (!prepared) return 'nothing';
  const outcome = await mail.send(prepared.mail);
  return act(ctx, (scene) => record(scene, prepared, outcome));
}

async function prepare(
  scene: Scene,
  id: string,
  texts?: OwnTexts,
): Promise<Prepared | 'failed' | null> {
  const { tx, org, now } = scene;
  if (org.sandbox) return null;
  const until = minutesAfter(now, claimMinutes);
  const claim = await claimMessage(tx, id, { now, until });
  const message = claim ? await findMessage(tx, id) : undefined;
  if (!claim || !message?.to) return null;
  const written = renderStored(message, org, texts ?? (await loadOwnTexts(tx)));
  const { subject, text, html, failure } = written;
  if (claim.interrupted) {
    await fail(scene, { message, subject, reason: 'interrupted' });
    return 'failed';
  }
  if (failure) await recordTextFailure(scene, message, failure);
  const mail: OutgoingMail = {
    id,
    fromName: org.name,
    to: { name: message.recipient.name ?? '', address: message.to },
    replyTo: org.settings.identity.email || null,
    ...{ subject, text, html },
    attachments: await attachmentsOf(scene, message),
  };
  return { message, mail };
}

/**
 * A message that cannot be made ready (a value that its template needs is missing, say) waits by
 * itself with the reason shown, and holds up no other. A database that is away throws once more.
 */
async function postpone(ctx: MailContext, id: string, error: unknown): Promise<'failed' | 'later'> {
  const reason = error instanceof Error ? error.message : String(error);
  return act(ctx, async ({ tx, now }) => {
    const tries = await countTry(tx, id);
    const nextTryAt = nextDelivery(tries, now);
    await markNotSent(tx, id, { reason, nextTryAt, subject: null });
    return nextTryAt === null ? 'failed' : 'later';
  });
}

async function record(scene: Scene, prepared: Prepared, outcome: MailOutcome): Promise<Delivery> {
  const { message, mail } = prepared;
  const { tx, now } = scene;
  if (outcome.state === 'accepted') {
    await markSent(tx, message.id, { at: now, content: contentOf(prepared) });
    await recordActivity(scene, [activityOf(message, mail.subject, 'email_sent')]);
    return 'sent';
  }
  const { reason } = outcome;
  const isOver = outcome.state === 'refused' || outcome.state === 'unknown';
  const nextTryAt = isOver ? null : nextDelivery(message.tries, now);
  if (nextTryAt === null) {
    await fail(scene, { message, subject: mail.subject, reason });
    return 'failed';
  }
  await markNotSent(tx, message.id, { reason, nextTryAt, subject: mail.subject });
  return outcome.state === 'unreachable' ? 'unreachable' : 'later';
}

async function fail(
  scene: Scene,
  { message, subject, reason }: { message: StoredMessage; subject: string; reason: string },
): Promise<void> {
  await markNotSent(scene.tx, message.id, { reason, nextTryAt: null, subject });
  await recordActivity(scene, [activityOf(message, subject, 'email_failed')]);
}

function activityOf(message: StoredMessage, subject: string, event: 'email_sent' | 'email_failed') {
  const data = { subject, template: message.template, message_id: message.id };
  return { event, contactId: message.contactId, data };
}

/** What is kept of a sent message: everything but the tokens that would sign somebody in. */
function contentOf({ message, mail }: Prepared) {
  const data: Record<string, unknown> = JSON.parse(withoutTokens(JSON.stringify(message.data)));
  return {
    subject: mail.subject,
    text: withoutTokens(mail.text),
    html: withoutTokens(mail.html),
    data,
    attachments: mail.attachments.map(({ name, bytes }) => ({
      name,
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
}

async function attachmentsOf(
  scene: Scene,
  message: StoredMessage,
): Promise<OutgoingMail['attachments']> {
  const { tx } = scene;
  const { renewalId } = message.data;
  if (typeof renewalId === 'string') return noticeOf(scene, renewalId);
  const document = documentOf(message);
  if (!document || !message.contactId) return [];
  const { kind, number } = document;
  const id = await findDocument(tx, { kind, number, payerId: message.contactId });
  if (!id) return [];
  const { name, bytes } = await documentPdf(tx, { kind, id });
  return [{ name, contentType: 'application/pdf', bytes }];
}

async function noticeOf(scene: Scene, renewalId: string): Promise<OutgoingMail['attachments']> {
  const { name, bytes } = (await noticePdfIn(scene, renewalId)) ?? {};
  return name && bytes ? [{ name, contentType: 'application/pdf', bytes }] : [];
}

const withInvoice = ['invoice', 'receipt', 'reminder'];
const withCreditNote = ['refunded', 'credit_note'];

/** The document that a message says is attached, by its number. */
function documentOf({ template, data }: StoredMessage) {
  if (withCreditNote.includes(template) && typeof data.creditNoteNumber === 'string') {
    return { kind: 'credit_note' as const, number: data.creditNoteNumber };
  }
  const invoice = data.invoice;
  if (!withInvoice.includes(template) || typeof invoice !== 'object' || invoice === null)
    return null;
  if (!('number' in invoice) || typeof invoice.number !== 'string') return null;
  return { kind: 'invoice' as const, number: invoice.number };
}
