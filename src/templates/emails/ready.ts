import type { Sentence } from '../../domain/errors.ts';

/**
 * A word or sentence that depends on the facts, made when the e-mail is rendered, so that whoever
 * edits the e-mail places it whole instead of reading conditions. `source` is Liquid over the
 * data of its e-mail; it may come out empty.
 */
export type ReadyTag = { label: Sentence; source: Sentence };

/** Ready-made tags of one e-mail, by the name that stands between the braces. */
export type ReadyTags = Record<string, ReadyTag>;

/** A ready-made tag from its label and source in both languages. */
export function ready(label: Sentence, en: string, fr: string): ReadyTag {
  return { label, source: { en, fr } };
}
