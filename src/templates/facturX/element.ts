/** A piece of XML as text; false, null and '' are left out of their parent. */
export type Piece = string | false | null | undefined;

/** An element with text or pieces in it; without content it is left out altogether. */
export function element(
  name: string,
  content: string | Piece[],
  attributes: Record<string, string> = {},
): string {
  const inner = typeof content === 'string' ? escaped(content) : content.filter(Boolean).join('');
  if (inner === '') return '';
  return `<${name}${attributesOf(attributes)}>${inner}</${name}>`;
}

/** An element that has to be there even when nothing is in it. */
export function required(name: string, content: Piece[] = []): string {
  return `<${name}>${content.filter(Boolean).join('')}</${name}>`;
}

function attributesOf(attributes: Record<string, string>): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('');
}

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

function escaped(text: string): string {
  return text
    .replace(/[\p{Cc}\ufffe\uffff]+/gu, ' ')
    .trim()
    .replace(/[&<>"]/g, (sign) => escapes[sign]!);
}
