import { button, facts, type InBothLanguages, small, text } from './blocks.ts';

const accountEn = button('Open my account', '{{ account_url }}');
const accountFr = button('Ouvrir mon compte', '{{ account_url }}');

export const joined: InBothLanguages = {
  en: {
    subject: 'Welcome: {{ plan_name }}',
    title: 'Welcome to {{ organization.name }}',
    blocks: [
      text(
        'Your {{ plan_name }} subscription begins on {{ starts_on | long_date }}.' +
          ' {{ next_payment_sentence }}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Bienvenue : « {{ plan_name }} »',
    title: 'Bienvenue chez {{ organization.name }}',
    blocks: [
      text(
        'Votre abonnement « {{ plan_name }} » commence le {{ starts_on | long_date }}.' +
          ' {{ next_payment_sentence }}',
      ),
      accountFr,
    ],
  },
};

export const joinRequested: InBothLanguages = {
  en: {
    subject: 'We received your request: {{ plan_name }}',
    title: 'Your request has arrived',
    blocks: [
      text(
        '{{ organization.name }} looks at your request to join {{ plan_name }} and writes to you ' +
          'as soon as it is decided. Nothing is charged before.',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre demande est bien arrivée : « {{ plan_name }} »',
    title: 'Votre demande est bien arrivée',
    blocks: [
      text(
        "{{ organization.name }} examine votre demande d'adhésion à « {{ plan_name }} » et vous " +
          "écrit dès que c'est décidé. Rien n'est débité avant.",
      ),
      accountFr,
    ],
  },
};

export const joinApproved: InBothLanguages = {
  en: {
    subject: 'Your request was accepted: {{ plan_name }}',
    title: 'Welcome to {{ organization.name }}',
    blocks: [
      text(
        'Your request was accepted. Your {{ plan_name }} subscription begins on ' +
          '{{ starts_on | long_date }}. {{ next_payment_sentence }}',
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre demande est acceptée : « {{ plan_name }} »',
    title: 'Bienvenue chez {{ organization.name }}',
    blocks: [
      text(
        'Votre demande est acceptée. Votre abonnement « {{ plan_name }} » commence le ' +
          '{{ starts_on | long_date }}. {{ next_payment_sentence }}',
      ),
      accountFr,
    ],
  },
};

export const joinDeclined: InBothLanguages = {
  en: {
    subject: 'About your request: {{ plan_name }}',
    title: 'Your request was not accepted',
    blocks: [
      text(
        '{{ organization.name }} cannot accept your request to join {{ plan_name }}. Nothing was ' +
          'charged.',
      ),
      facts(['Reason', '{{ reason }}']),
      accountEn,
    ],
  },
  fr: {
    subject: 'À propos de votre demande : « {{ plan_name }} »',
    title: "Votre demande n'est pas acceptée",
    blocks: [
      text(
        "{{ organization.name }} ne peut pas accepter votre demande d'adhésion à " +
          "« {{ plan_name }} ». Rien n'a été débité.",
      ),
      facts(['Motif', '{{ reason }}']),
      accountFr,
    ],
  },
};

export const signUp: InBothLanguages = {
  en: {
    subject: 'Join {{ organization.name }}: {{ plan_name }}',
    title: 'One more step',
    blocks: [
      text(
        'You asked to join {{ organization.name }} with {{ plan_name }}. Go on here; nothing is ' +
          'charged before you confirm.',
      ),
      button('Go on', '{{ sign_in_url }}'),
      small(
        'The link works for {{ valid_hours }} hours. If you did not ask for it, delete this ' +
          'message: nothing happens without the link.',
      ),
    ],
  },
  fr: {
    subject: 'Adhérer à {{ organization.name }} : « {{ plan_name }} »',
    title: 'Encore une étape',
    blocks: [
      text(
        'Vous avez demandé à adhérer à {{ organization.name }} avec « {{ plan_name }} ». ' +
          "Continuez ici ; rien n'est débité avant votre confirmation.",
      ),
      button('Continuer', '{{ sign_in_url }}'),
      small(
        "Ce lien fonctionne pendant {{ valid_hours }} heures. Si vous ne l'avez pas demandé, " +
          'supprimez ce message : sans le lien, rien ne se passe.',
      ),
    ],
  },
};
