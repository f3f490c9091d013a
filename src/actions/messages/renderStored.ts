import type { StoredMessage } from '../../db/messages/stored.ts';
import type { Organization } from '../../db/organizations/load.ts';
import type { MessageData, MessageName, SenderBrand } from '../../templates/data.ts';
import { defaultTemplates } from '../../templates/emails/index.ts';
import {
  type RenderedMessage,
  renderMessage,
  renderSubject,
} from '../../templates/renderMessage.ts';

/** The text of a stored message: as it was sent, or as it would be sent now. */
export function renderStored(message: StoredMessage, org: Organization): RenderedMessage {
  const { subject, text, html } = message;
  if (subject !== null && text !== null && html !== null) return { subject, text, html };
  return renderMessage(nameOf(message), dataOf(message), envelopeOf(message, org));
}

/** Only its subject, for lists. */
export function subjectOf(message: StoredMessage, org: Organization): string {
  if (message.subject !== null) return message.subject;
  return renderSubject(nameOf(message), dataOf(message), envelopeOf(message, org));
}

function nameOf(message: StoredMessage): MessageName {
  const name = Object.keys(defaultTemplates).find((each) => each === message.template);
  if (!name) throw new Error(`message ${message.id} has the unknown template ${message.template}`);
  return name as MessageName;
}

/** The column is written by `queueMessages` alone, with the type that belongs to the template. */
function dataOf(message: StoredMessage): MessageData[MessageName] {
  return message.data as MessageData[MessageName];
}

function envelopeOf(message: StoredMessage, org: Organization) {
  const { language, recipient } = message;
  return { language, recipient, organization: brandOf(org) };
}

function brandOf(org: Organization): SenderBrand {
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
