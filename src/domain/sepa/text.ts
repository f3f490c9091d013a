/**
 * The characters every bank of the scheme takes (EPC217-08): Latin letters without accents, digits,
 * and / - ? : ( ) . , ' + and space. Everything else is written as near to it as can be.
 */

const spelled: Record<string, string> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ł: 'l',
  Ł: 'L',
  ı: 'i',
  '&': '+',
  '@': '(at)',
  '€': 'EUR',
  '‘': "'",
  '’': "'",
  '`': "'",
  '"': "'",
  '«': "'",
  '»': "'",
  '“': "'",
  '”': "'",
  '–': '-',
  '—': '-',
  _: '-',
  ';': ',',
  '[': '(',
  ']': ')',
};

const allowed = /^[A-Za-z0-9/\-?:().,'+ ]$/;

/** A text as banks take it, at most `max` characters; what has no likeness becomes a point. */
export function bankText(text: string, max: number): string {
  let written = '';
  for (const character of text.normalize('NFC')) written += likeness(character);
  return written.replace(/ +/g, ' ').trim().slice(0, max).trimEnd();
}

function likeness(character: string): string {
  if (allowed.test(character)) return character;
  const known = spelled[character];
  if (known !== undefined) return known;
  if (/^\s$/.test(character)) return ' ';
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  if (bare === '') return '';
  return allowed.test(bare) ? bare : '.';
}

/** True when something a person can read is left of a name. */
export function isReadable(text: string): boolean {
  return /[A-Za-z0-9]/.test(text);
}
