import { enqueueSending, insertWritten } from '../../db/messages/queue.ts';
import { findContact } from '../../db/people/contact.ts';
import { defineRefusal, type FieldProblem, type Language, NotFound } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import { problemsOf } from '../../templates/checkText.ts';
import type { Envelope } from '../../templates/data.ts';
import type { MessageTemplate } from '../../templates/emails/blocks.ts';
import { type ExampleKind, exampleEnvelope, exampleFacts } from '../../templates/examples.ts';
import { type RenderedMessage, renderWriting } from '../../templates/renderMessage.ts';
import { act, type Context, look, type Scene } from '../context.ts';
import { checkText, type Key } from './editText.ts';
import { brandOf } from './renderStored.ts';

export const NoMailbox = defineRefusal('no_mailbox', 409, {
  en: 'An API key has no mailbox. Sign in to send yourself a test.',
  fr: "Une clé d'API n'a pas de boîte e-mail. Connectez-vous pour vous envoyer un essai.",
});

/** A text as it stands in the editor, and for whom it is looked at. */
export type Look = { text: MessageTemplate; contactId?: string | undefined; example: ExampleKind };

export type TextPreview = {
  problems: FieldProblem[];
  /** Null while the text has problems. */
  rendered: RenderedMessage | null;
  /** The member it is looked at as, and the language in which they are written to. */
  recipient: { name: string; language: Language } | null;
};

/**
 * A text as it would reach a member: their name, the facts of an example. Nothing is kept.
 * Refuses with `NotFound` for a contact that is not there.
 */
export function previewText(ctx: Context, key: Key, asked: Look): Promise<TextPreview> {
  return look(ctx, async (scene) => {
    const { envelope, recipient } = await recipientOf(scene, key, asked.contactId);
    const problems = problemsOf(key.name, key.language, asked.text);
    const rendered = problems.length > 0 ? null : render(scene, key, { ...asked, envelope });
    return { problems, rendered, recipient };
  });
}

/** Sends the text as it stands to whoever edits it. Refuses with `TextNotValid`. */
export async function sendTextTest(
  ctx: Context,
  key: Key,
  asked: Look & { to: string },
): Promise<void> {
  checkText(key, asked.text);
  await act(ctx, async (scene) => {
    const { envelope } = await recipientOf(scene, key, asked.contactId);
    const { subject, text, html } = render(scene, key, { ...asked, envelope });
    const { name: template, language } = key;
    const written = { subject: `[Test] ${subject}`, text, html };
    const row = { cause: `test:${newId()}`, template, language, toEmail: asked.to, ...written };
    await insertWritten(scene.tx, row, scene.now);
    await enqueueSending(scene.tx, scene.org.id);
  });
}

function render(
  { org, ctx }: Scene,
  { name }: Key,
  { text, example, envelope }: Look & { envelope: Envelope },
): RenderedMessage {
  const data = exampleFacts(name, example, `${ctx.baseUrl}/portal/${org.slug}`);
  return renderWriting({ name, data, envelope, template: text });
}

async function recipientOf({ tx, org }: Scene, { language }: Key, contactId?: string) {
  const envelope = { ...exampleEnvelope(language), organization: brandOf(org) };
  if (contactId === undefined) return { envelope, recipient: null };
  const contact = await findContact(tx, contactId);
  if (!contact) throw new NotFound();
  const { display_name: name, first_name: firstName } = contact;
  return {
    envelope: { ...envelope, recipient: { name, firstName } },
    recipient: { name, language: contact.language ?? org.language },
  };
}
