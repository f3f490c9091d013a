import { foldLetters } from './fold.ts';

const forms =
  /\b(sarl|sas|sasu|sa|eurl|sci|scop|asso|association|ltd|limited|inc|llc|gmbh|plc|co)\b/g;

/** What two spellings of one company have in common: no marks, legal forms or joining words. */
export function companyKey(name: string): string {
  const words = foldLetters(name)
    .replace(/&/g, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .replace(forms, ' ')
    .replace(/\b(et|and|the|les?|la)\b/g, ' ');
  return words.split(' ').filter(Boolean).join(' ') || foldLetters(name);
}

/** New names that are spelled nearly like another one, which is taken for the right one. */
export function similarCompanies(
  names: { name: string; isNew: boolean }[],
): { name: string; like: string }[] {
  const known = new Map<string, string>();
  // Known companies first, so that a new spelling is compared to them.
  const sorted = [...names].sort((a, b) => Number(a.isNew) - Number(b.isNew));
  const pairs: { name: string; like: string }[] = [];
  for (const { name, isNew } of sorted) {
    const key = companyKey(name);
    const like = known.get(key);
    if (like === undefined) known.set(key, name);
    else if (isNew && like !== name) pairs.push({ name, like });
  }
  return pairs;
}
