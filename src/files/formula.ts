/** Apostrophes before it count as well, so that taking one back is never ambiguous. */
const risky = /^'*[=+\-@\t\r]/;
const plainNumber = /^[+-]?\d[\d\s.,\u00a0\u202f]*$/;

/**
 * Makes text safe to open in a spreadsheet program: a leading apostrophe keeps it from being run as
 * a formula (people.md, "Formula-injection safe"). Phone and plain numbers stay as they are.
 */
export function guardFormula(text: string): string {
  return risky.test(text) && !plainNumber.test(text) ? `'${text}` : text;
}

/** Takes back what `guardFormula` added, so that an export imports again without loss. */
export function unguardFormula(text: string): string {
  if (text.charCodeAt(0) !== 39) return text;
  const rest = text.slice(1);
  return guardFormula(rest) === text ? rest : text;
}
