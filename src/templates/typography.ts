import type { Language } from '../domain/errors.ts';

/**
 * Sets the sentences of a template source as a printer would: typographic apostrophes, and in
 * French no-break spaces around « » and before : ; ! ?. Smart tags and their values stay as given.
 */
export function typeset(source: string, language: Language): string {
  return inSentences(source, (part) => sentence(part, language));
}

/** Makes what stands between the smart tags of a source safe in HTML: it is text, not markup. */
export function escapeSentences(source: string): string {
  return inSentences(source, (part) => part.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign));
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;' };

function inSentences(source: string, change: (part: string) => string): string {
  return source
    .split(/(\{\{.*?\}\}|\{%.*?%\})/s)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('');
}

function sentence(part: string, language: Language): string {
  const curled = part.replace(/'/g, '’');
  if (language !== 'fr') return curled;
  return curled.replace(/« /g, '«\u00a0').replace(/ ([»:;!?])/g, '\u00a0$1');
}
