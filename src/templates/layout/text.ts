import type { Envelope } from '../data.ts';
import type { SetBlock, SetMessage } from './types.ts';
import { frameWords } from './words.ts';

const width = 76;

/** The plain-text version: complete by itself, wrapped for readers that do not wrap. */
export function textPage(message: SetMessage, envelope: Envelope): string {
  const { organization, language } = envelope;
  const words = frameWords[language];
  const foot = [organization.name, ...(organization.addressLines ?? [])];
  if (organization.websiteUrl) foot.push(organization.websiteUrl);
  if (organization.contactEmail) foot.push(words.question);
  return [
    wrap(message.title),
    message.greeting,
    ...message.blocks.map((block) => textBlock(block, language === 'fr' ? '\u00a0:' : ':')),
    `-- \n${foot.join('\n')}`,
  ]
    .join('\n\n')
    .concat('\n');
}

function textBlock(block: SetBlock, colon: string): string {
  if (block.kind === 'facts') {
    return block.rows.map(([label, value]) => `${label}${colon} ${value}`).join('\n');
  }
  if (block.kind === 'button') return `${block.label}${colon}\n${block.url}`;
  return block.text.split('\n').map(wrap).join('\n');
}

function wrap(paragraph: string): string {
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line].join('\n');
}
