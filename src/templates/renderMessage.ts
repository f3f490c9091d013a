import type { Language } from '../domain/errors.ts';
import type { Envelope, MessageData, MessageName } from './data.ts';
import type { Block } from './emails/blocks.ts';
import { defaultTemplates } from './emails/index.ts';
import { renderTags, type TagFormat } from './engine.ts';
import { htmlPage } from './layout/html.ts';
import { textPage } from './layout/text.ts';
import type { SetBlock, SetMessage } from './layout/types.ts';
import { toTags } from './tags.ts';
import { typeset } from './typography.ts';

export type RenderedMessage = { subject: string; text: string; html: string };

/**
 * Renders one service e-mail in the recipient's language. Pure: the same data gives the same
 * message. Throws `TemplateNotValid` when a tag has no value, `TemplateTooLarge` past the limits.
 */
export function renderMessage<N extends MessageName>(
  name: N,
  data: MessageData[N],
  envelope: Envelope,
): RenderedMessage {
  const { language } = envelope;
  const template = defaultTemplates[name][language];
  const set = setter(data, envelope);
  const message = (format: TagFormat): SetMessage => ({
    title: set(format)(template.title),
    greeting: set(format)(greetings[language]),
    blocks: template.blocks.flatMap((block) => setBlock(block, set(format))),
  });
  return {
    subject: renderSubject(name, data, envelope),
    text: textPage(message('text'), envelope),
    html: htmlPage(message('html'), envelope),
  };
}

/** Only the subject, for lists of messages. */
export function renderSubject<N extends MessageName>(
  name: N,
  data: MessageData[N],
  envelope: Envelope,
): string {
  return oneLine(setter(data, envelope)('text')(defaultTemplates[name][envelope.language].subject));
}

function setter(data: MessageData[MessageName], envelope: Envelope) {
  const { language } = envelope;
  const tags = {
    ...toTags(data),
    organization: toTags(envelope.organization),
    member: toTags(envelope.recipient),
  };
  return (format: TagFormat) => (source: string) =>
    renderTags(typeset(source, language), tags, { language, format }).trim();
}

const firstName =
  '{% if member.first_name %} {{ member.first_name }}' +
  '{% elsif member.name %} {{ member.name }}{% endif %}';
const greetings: Record<Language, string> = {
  en: `Hello${firstName},`,
  fr: `Bonjour${firstName},`,
};

function setBlock(block: Block, set: (source: string) => string): SetBlock[] {
  if (block.kind === 'facts') {
    const rows = block.rows
      .map(([label, value]): [string, string] => [set(label), set(value)])
      .filter(([, value]) => value !== '');
    return rows.length > 0 ? [{ kind: 'facts', rows }] : [];
  }
  if (block.kind === 'button') {
    const url = set(block.url);
    return url === '' ? [] : [{ kind: 'button', label: set(block.label), url: webLink(url) }];
  }
  const text = set(block.text);
  return text === '' ? [] : [{ kind: block.kind, text }];
}

/** A link in a message is one of ours; anything but http(s) is a defect, never sent. */
function webLink(url: string): string {
  if (!/^https?:\/\/[^\s"'<>]+$/.test(url)) throw new Error('a message link is not http(s)');
  return url;
}

/** Header injection and broken subjects end here: control characters become one space. */
function oneLine(subject: string): string {
  const line = subject.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
  return Array.from(line).slice(0, 200).join('');
}
