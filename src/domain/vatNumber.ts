/** VAT numbers as documents need them (EN 16931, BR-CO-09: they begin with their country). */

/** The number without spaces, points and dashes, in capitals; '' where there is none in `text`. */
export function vatNumberOf(text: string | null | undefined): string {
  const plain = (text ?? '').replace(/[\s.-]/g, '').toUpperCase();
  return /^[A-Z]{2}[0-9A-Z+*]{2,14}$/.test(plain) ? plain : '';
}
