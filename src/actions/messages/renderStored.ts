import type { StoredMessage } from '../../db/messages/stored.ts';
import type { Organization } from '../../db/organizations/load.ts';
import type { MessageData, MessageName, SenderBrand } from '../../templates/data.ts';
import { defaultTemplates } from '../../templates/emails/index.ts';
import { TemplateNotValid } from '../../templates/engine.ts';
import {
  type RenderedMessage,
  renderSubject,
  renderWriting,
  type Writing,
} from '../../templates/renderMessage.ts';
import { type OwnTexts, ownTextFor, type TextFailure } from './ownTexts.ts';

/** A message as it is written: in which version of the own text (0: the default). */
export type Written = RenderedMessage & { textVersion: number; failure: TextFailure | null };

/** The text of a stored message: as it was sent, or as it would be sent now. */
export function renderStored(message: StoredMessage, org: Organization, texts: OwnTexts): Written {
  const { subject, text, html } = message;
  if (subject !== null && text !== null && html !== null) {
    return { subject, text, html, textVersion: 0, failure: null };
  }
  const { result, ...how } = write(message, { org, texts, render: renderWriting });
  return { ...result, ...how };
}

/** Only its subject, for lists. */
export function subjectOf(message: StoredMessage, org: Organization, texts: OwnTexts): string {
  if (message.subject !== null) return message.subject;
  return write(message, { org, texts, render: renderSubject }).result;
}

type How<T> = { org: Organization; texts: OwnTexts; render: (writing: Writing) => T };

/** In the own text where there is one; where that cannot be written, in the default. */
function write<T>(
  message: StoredMessage,
  { org, texts, render }: How<T>,
): { result: T; textVersion: number; failure: TextFailure | null } {
  const name = nameOf(message);
  const writing: Writing = { name, data: dataOf(message), envelope: envelopeOf(message, org) };
  const own = ownTextFor(texts, message);
  if (!own) return { result: render(writing), textVersion: 0, failure: null };
  const { version, text: template } = own;
  let problem: string;
  try {
    return { result: render({ ...writing, template }), textVersion: version, failure: null };
  } catch (error) {
    problem = problemOf(error);
  }
  return { result: render(writing), textVersion: 0, failure: { version, problem } };
}

/** What a smart tag could not be written for, without the sentence around it. */
function problemOf(error: unknown): string {
  if (error instanceof TemplateNotValid) return String(error.params.problem);
  return error instanceof Error ? error.message : String(error);
}

/** The template of that name; undefined when no e-mail is called so. */
export function messageNameOf(name: string): MessageName | undefined {
  return Object.keys(defaultTemplates).find((each) => each === name) as MessageName | undefined;
}

function nameOf(message: StoredMessage): MessageName {
  const name = messageNameOf(message.template);
  if (!name) throw new Error(`message ${message.id} has the unknown template ${message.template}`);
  return name;
}

/** The column is written by `queueMessages` alone, with the type that belongs to the template. */
function dataOf(message: StoredMessage): MessageData[MessageName] {
  return message.data as MessageData[MessageName];
}

function envelopeOf(message: StoredMessage, org: Organization) {
  const { language, recipient } = message;
  return { language, recipient, organization: brandOf(org) };
}

/** The organization as the frame of its e-mails shows it. */
export function brandOf(org: Organization): SenderBrand {
  const { address, website, email } = org.settings.identity;
  const town = `${address.postal_code} ${address.city}`.trim();
  return {
    name: org.name,
    accent: org.accent,
    websiteUrl: website,
    contactEmail: email,
    addressLines: [address.line1, address.line2, town].filter((line) => line !== ''),
  };
}
