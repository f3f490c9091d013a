import type { Language } from '../domain/errors.ts';
import type { Envelope, MessageData, MessageName } from './data.ts';
import type { Block, MessageTemplate } from './emails/blocks.ts';
import { defaultTemplates } from './emails/index.ts';
import { renderTags, type TagFormat } from './engine.ts';
import { htmlPage } from './layout/html.ts';
import { textPage } from './layout/text.ts';
import type { SetBlock, SetMessage } from './layout/types.ts';
import { scopeOf, type Tags } from './scope.ts';
import { escapeSentences, typeset } from './typography.ts';

export type RenderedMessage = { subject: string; text: string; html: string };

/** Which e-mail is written, from which facts; `template`: the organization's own text for it. */
export type Writing<N extends MessageName = MessageName> = {
  name: N;
  data: MessageData[N];
  envelope: Envelope;
  template?: MessageTemplate | undefined;
};

/**
 * Renders one service e-mail in the recipient's language. Pure: the same data gives the same
 * message. Throws `TemplateNotValid` when a tag has no value, `TemplateTooLarge` past the limits.
 */
export function renderMessage<N extends MessageName>(
  name: N,
  data: MessageData[N],
  envelope: Envelope,
): RenderedMessage {
  return renderWriting({ name, data, envelope });
}

/** The same in the organization's own text, where it has one. */
export function renderWriting<N extends MessageName>(writing: Writing<N>): RenderedMessage {
  const { name, data, envelope } = writing;
  const { language } = envelope;
  const template = writing.template ?? defaultTemplates[name][language];
  const set = setter(scopeOf(name, data, envelope), language);
  const message = (format: TagFormat): SetMessage => ({
    title: set(format)(template.title),
    greeting: set(format)(greetings[language]),
    blocks: template.blocks.flatMap((block) => setBlock(block, set(format))),
  });
  return {
    subject: oneLine(set('text')(template.subject)),
    text: textPage(message('text'), envelope),
    html: htmlPage(message('html'), envelope),
  };
}

/** Only the subject, for lists of messages. */
export function renderSubject<N extends MessageName>(writing: Writing<N>): string {
  const { name, data, envelope } = writing;
  const { language } = envelope;
  const { subject } = writing.template ?? defaultTemplates[name][language];
  return oneLine(setter(scopeOf(name, data, envelope), language)('text')(subject));
}

/** Renders single texts of an e-mail; what stands between their tags is text, never markup. */
export function setter(tags: Tags, language: Language) {
  return (format: TagFormat) => (source: string) => {
    const sentences = typeset(source, language);
    const safe = format === 'html' ? escapeSentences(sentences) : sentences;
    return renderTags(safe, tags, { language, format }).trim();
  };
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
      .map(({ label, value }): [string, string] => [set(label), set(value)])
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
