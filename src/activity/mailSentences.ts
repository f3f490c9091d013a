import type { Sentence } from '../domain/errors.ts';

/** E-mails and their texts; written like those in `sentences.ts`. */
export const mailSentences = {
  email_queued: { en: 'E-mail prepared “{subject}”', fr: 'E-mail préparé « {subject} »' },
  email_sent: { en: 'E-mail sent “{subject}”', fr: 'E-mail envoyé « {subject} »' },
  email_failed: { en: 'E-mail not delivered “{subject}”', fr: 'E-mail non remis « {subject} »' },
  email_text_edited: {
    en: 'Text of the e-mail “{template}” changed ({language})',
    fr: "Texte de l'e-mail « {template} » modifié ({language})",
  },
  email_text_restored: {
    en: 'E-mail “{template}” back to the default text ({language})',
    fr: "Texte d'origine repris pour l'e-mail « {template} » ({language})",
  },
  email_text_failed: {
    en: 'E-mail “{template}” sent in the default text: your own could not be written',
    fr: "E-mail « {template} » envoyé avec le texte d'origine : le vôtre n'a pas pu être rédigé",
  },
} satisfies Record<string, Sentence>;
