const letters: Record<string, string> = {
  œ: 'oe',
  æ: 'ae',
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};

/**
 * A header or name reduced to what is compared: case, accents and every mark that is not a letter
 * or digit fall away ("Date de la prochaine facture *" → "datedelaprochainefacture").
 */
export function foldName(text: string): string {
  if (/^[a-z0-9]*$/.test(text)) return text;
  return foldLetters(text).replace(/[^\p{L}\p{N}]/gu, '');
}

/** Words without case and accents, single spaces between them: how plan names are compared. */
export function foldWords(text: string): string {
  return foldLetters(text).replace(/\s+/g, ' ').trim();
}

/** Letters without case and accents; everything else stays. */
export function foldLetters(text: string): string {
  const lower = text.toLowerCase();
  // Most cells are plain ASCII, and a million of them pass here.
  if (/^[\x20-\x7e]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[œæßøđłı]/g, (letter) => letters[letter] ?? letter);
}
