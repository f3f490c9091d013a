import type { Sentence } from '../domain/errors.ts';

/** What becomes of payments that failed; written like those in `sentences.ts`. */
export const overdueSentences = {
  overdue_opened: { en: 'Payment overdue[: {amount}]', fr: 'Impayé[ : {amount}]' },
  overdue_recovered: {
    en: 'Overdue payment recovered[: {amount}]',
    fr: 'Impayé récupéré[ : {amount}]',
  },
  overdue_lost: { en: 'Overdue payment given up[: {amount}]', fr: 'Impayé abandonné[ : {amount}]' },
  overdue_set_aside: {
    en: 'Overdue payment set aside during the pause[ · {plan}]',
    fr: 'Impayé mis de côté pendant la pause[ · {plan}]',
  },
  overdue_paused: { en: 'Retries paused', fr: 'Relances suspendues' },
  overdue_resumed: { en: 'Retries taken up again', fr: 'Relances reprises' },
  overdue_moved: {
    en: 'Overdue payment: what comes next moved[ to {to}][, the end to {until}][ · {reason}]',
    fr: 'Impayé : prochaine étape déplacée[ au {to}][, fin au {until}][ · {reason}]',
  },
  overdue_written: {
    en: 'Written to again about the overdue payment',
    fr: "Relance de l'impayé renvoyée par e-mail",
  },
} satisfies Record<string, Sentence>;
