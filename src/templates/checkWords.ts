import type { FieldProblem, Sentence } from '../domain/errors.ts';
import { linkWords } from './tagWords.ts';

/** What can be wrong with an edited text, in words for who edits it. */
export const checkWords = {
  unknown_tag: (tag: string): Sentence => ({
    en: `There is no tag {{ ${tag} }} here. Choose one from the list of tags.`,
    fr: `La balise {{ ${tag} }} n'existe pas ici. Choisissez-en une dans la liste.`,
  }),
  unknown_filter: (filter: string): Sentence => ({
    en: `Nothing is called “${filter}” behind the | of a tag. Insert the tag from the list.`,
    fr: `« ${filter} » n'existe pas après le | d'une balise. Insérez la balise depuis la liste.`,
  }),
  unknown_instruction: (word: string): Sentence => ({
    en: `{% ${word} %} cannot be used here: only if, unless, case and for a list.`,
    fr: `{% ${word} %} n'est pas utilisable ici : seuls if, unless, case et for sur une liste le sont.`,
  }),
  not_closed: (tag: string): Sentence => ({
    en: `A tag or condition is not closed: ${tag}`,
    fr: `Une balise ou une condition n'est pas fermée : ${tag}`,
  }),
  unreadable: (problem: string): Sentence => ({
    en: `A tag cannot be read (${problem}). Insert it again from the list.`,
    fr: `Une balise est illisible (${problem}). Insérez-la à nouveau depuis la liste.`,
  }),
  unformatted: (insert: string): Sentence => ({
    en: `This value needs its form behind the |. Write ${insert}`,
    fr: `Cette valeur demande une forme après le |. Écrivez ${insert}`,
  }),
  too_large: (): Sentence => ({
    en: 'This text is too long, or its conditions are nested too deeply.',
    fr: 'Ce texte est trop long, ou ses conditions sont trop imbriquées.',
  }),
  empty: (): Sentence => ({
    en: 'This comes out empty for some members. Write some words of your own.',
    fr: 'Ce texte serait vide pour certains membres. Ajoutez quelques mots.',
  }),
  unknown_link: (): Sentence => ({
    en: 'A button of this e-mail cannot lead there. Choose one of its own links.',
    fr: 'Un bouton de cet e-mail ne peut pas mener là. Choisissez un de ses liens.',
  }),
  link_missing: (link: string): Sentence => ({
    en: `This e-mail must keep its button: “${linkWords[link]?.en}”. Without it it is of no use.`,
    fr: `Cet e-mail doit garder son bouton : « ${linkWords[link]?.fr} ». Il ne sert à rien sans lui.`,
  }),
  tag_missing: (tag: string): Sentence => ({
    en: `This e-mail must say {{ ${tag} }} somewhere.`,
    fr: `Cet e-mail doit contenir {{ ${tag} }} quelque part.`,
  }),
} as const;

export type CheckCode = keyof typeof checkWords;

/** A problem of one part of the text. */
export function problemAt(pointer: string, code: CheckCode, about = ''): FieldProblem {
  return { pointer, code, message: checkWords[code](about) };
}
