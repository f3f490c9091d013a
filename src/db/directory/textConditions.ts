import { fold } from '../../domain/segments/fold.ts';
import type { Compiling } from './binder.ts';

/**
 * Looks for a text anywhere in names, e-mail, Discord, phone and notes, without case and accents;
 * one or two letters must begin a word. Walking through rows, each is looked up by its key; else
 * the index of the text finds them all.
 */
export function textCondition(text: string, on: Compiling): string {
  const matches = textMatches(text, on);
  if (on.reading === 'rows') {
    return `exists (select from directory_text t where t.org_id = $1
      and t.contact_id = d.contact_id and ${matches} offset 0)`;
  }
  return `d.contact_id in (
    select t.contact_id from directory_text t where t.org_id = $1 and ${matches})`;
}

/** The condition over `directory_text t` itself. */
export function textMatches(text: string, on: Compiling): string {
  return `t.search like ${on.binder.bind(patternOf(termOf(text)), 'text')}`;
}

/** Whether the index of the text finds it: three letters at least. */
export function isSelective(text: string): boolean {
  return [...termOf(text)].length >= 3;
}

/** The LIKE pattern that finds a term in `search`, which begins with a space. */
export function patternOf(term: string): string {
  const escaped = term.replace(/[\\%_]/g, '\\$&');
  return [...term].length < 3 ? `% ${escaped}%` : `%${escaped}%`;
}

/** As stored in `search`: folded, single spaces, and a phone number without its punctuation. */
export function termOf(text: string): string {
  const folded = fold(text).replace(/\s+/g, ' ').trim();
  if (/^\+?[\d ().-]{6,}$/.test(folded)) return folded.replace(/\D/g, '').replace(/^0+/, '');
  return folded.replace(/(?<=.)[,;]+$/, '');
}
