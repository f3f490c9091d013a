import type { Language } from '../domain/errors.ts';

/**
 * Sets the sentences of a template source as a printer would: typographic apostrophes, and in
 * French no-break spaces around « » and before : ; ! ?. Smart tags and their values stay as given.
 */
export function typeset(source: string, language: Language): string {
  return source
    .split(/(\{\{.*?\}\}|\{%.*?%\})/s)
    .map((part, index) => (index % 2 === 1 ? part : sentence(part, language)))
    .join('');
}

function sentence(part: string, language: Language): string {
  const curled = part.replace(/'/g, '’');
  if (language !== 'fr') return curled;
  return curled.replace(/« /g, '«\u00a0').replace(/ ([»:;!?])/g, '\u00a0$1');
}
