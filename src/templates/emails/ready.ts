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

/** What several e-mails call alike. */
export const readyLabels = {
  whatHappened: { en: 'What happened', fr: "Ce qui s'est passé" },
  whatHappens: { en: 'What happens, and when', fr: 'Ce qui va se passer, et quand' },
  headline: { en: 'The news in a few words', fr: 'La nouvelle en quelques mots' },
  whatItMeans: { en: 'What it means', fr: 'Ce que cela signifie' },
  validUntil: { en: 'Until when the link works', fr: 'Durée de validité du lien' },
  reason: { en: 'The reason, if one was given', fr: "Le motif, s'il y en a un" },
} as const satisfies Record<string, Sentence>;
