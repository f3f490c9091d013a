/** Why a page is open to somebody or not, in words for them and for staff alike. */
import type { Language, Sentence } from './errors.ts';
import type { ClosedCode, OpenCode, PageDecision } from './pages.ts';
import { fillIn } from './refusalValues.ts';

const open: Record<OpenCode, Sentence> = {
  open_to_all: { en: 'Open to everybody.', fr: 'Ouverte à tout le monde.' },
  plan_opens: { en: 'Opened by {plan}.', fr: 'Ouverte par {plan}.' },
  overdue_kept: {
    en: 'Opened by {plan}: a payment is overdue, and access stays open until {until:day}.',
    fr: 'Ouverte par {plan} : un paiement est en retard, l’accès reste ouvert jusqu’au {until:day}.',
  },
  overdue_let: {
    en: 'A payment of {plan} is overdue, but this page stays open then.',
    fr: 'Un paiement de {plan} est en retard, mais cette page reste alors ouverte.',
  },
  paused_let: {
    en: '{plan} is paused, but this page stays open then.',
    fr: '{plan} est en pause, mais cette page reste alors ouverte.',
  },
};

const closed: Record<ClosedCode, Sentence> = {
  not_published: { en: 'Not published.', fr: 'Non publiée.' },
  not_signed_in: {
    en: 'This page is for members: sign in, if you are one.',
    fr: 'Cette page est réservée aux membres : connectez-vous, si vous en êtes.',
  },
  blocked: { en: 'This account is blocked here.', fr: 'Ce compte est bloqué ici.' },
  no_membership: { en: 'This page is for members.', fr: 'Cette page est réservée aux membres.' },
  no_plan: {
    en: 'This page comes with certain plans.',
    fr: 'Cette page va avec certaines formules.',
  },
  awaiting_approval: {
    en: 'The request for {plan} still waits to be approved.',
    fr: 'La demande pour {plan} attend encore d’être acceptée.',
  },
  starts_on: {
    en: '{plan} opens this page, and begins on {on:day}.',
    fr: '{plan} ouvre cette page, et commence le {on:day}.',
  },
  overdue: {
    en: 'A payment of {plan} is overdue.',
    fr: 'Un paiement de {plan} est en retard.',
  },
  overdue_at_once: {
    en: 'A payment of {plan} has been overdue since {since:day}; its access closes at once.',
    fr: 'Un paiement de {plan} est en retard depuis le {since:day} ; l’accès se ferme aussitôt.',
  },
  overdue_after_days: {
    en: 'A payment of {plan} has been overdue since {since:day}; its access closes after {days} days.',
    fr: 'Un paiement de {plan} est en retard depuis le {since:day} ; l’accès se ferme après {days} jours.',
  },
  paused: { en: '{plan} is paused.', fr: '{plan} est en pause.' },
  unpaid: {
    en: 'No paid or free time of {plan} runs today.',
    fr: 'Aucune période payée ou offerte de {plan} ne court aujourd’hui.',
  },
  ended: { en: 'The access by {plan} has ended.', fr: 'L’accès par {plan} a pris fin.' },
  ended_on: {
    en: 'The access by {plan} ended on {on:day}.',
    fr: 'L’accès par {plan} a pris fin le {on:day}.',
  },
  opens_on: {
    en: 'Opens on {on:day}, {days} days after joining.',
    fr: 'S’ouvre le {on:day}, {days} jours après l’adhésion.',
  },
};

const texts: Record<string, Sentence> = { ...open, ...closed };

/** The reason of a decision as a sentence. */
export function pageReason({ code, params }: PageDecision, language: Language): string {
  return fillIn(texts[code]![language], params, language);
}
