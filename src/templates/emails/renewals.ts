import { button, facts, type InBothLanguages, small, text } from './blocks.ts';

const termEn = facts(
  ['Plan', '{{ plan_name }}'],
  ['New period', '{{ starts_on | long_date }} to {{ term_last_day | long_date }}'],
  ['Price', '{{ price | money }}'],
);
const termFr = facts(
  ['Formule', '{{ plan_name }}'],
  ['Nouvelle période', 'du {{ starts_on | long_date }} au {{ term_last_day | long_date }}'],
  ['Prix', '{{ price | money }}'],
);
const answerEn = [
  button('Renew', '{{ renew_url }}'),
  small('You can also ask for something else there: another plan, another quantity.'),
];
const answerFr = [
  button('Renouveler', '{{ renew_url }}'),
  small('Vous pouvez aussi y demander autre chose : une autre formule, une autre quantité.'),
];

export const renewalNotice: InBothLanguages = {
  en: {
    subject: 'Renew your membership: {{ plan_name }}',
    title: 'Your membership comes up for renewal',
    blocks: [
      text(
        'Your membership of {{ organization.name }} is paid until {{ last_day | long_date }}. ' +
          'Do you want to go on? Nothing is billed before you say so.',
      ),
      termEn,
      ...answerEn,
    ],
  },
  fr: {
    subject: 'Renouvelez votre adhésion : « {{ plan_name }} »',
    title: 'Votre adhésion arrive à échéance',
    blocks: [
      text(
        "Votre adhésion à {{ organization.name }} est réglée jusqu'au " +
          '{{ last_day | long_date }}. Souhaitez-vous la renouveler ? Rien ne vous est facturé ' +
          'avant votre accord.',
      ),
      termFr,
      ...answerFr,
    ],
  },
};

export const renewalReminder: InBothLanguages = {
  en: {
    subject: 'Your answer is missing: {{ plan_name }}',
    title: 'Do you want to renew?',
    blocks: [
      text(
        'We have no answer yet about your membership of {{ organization.name }}, which is paid ' +
          'until {{ last_day | long_date }}.',
      ),
      termEn,
      ...answerEn,
    ],
  },
  fr: {
    subject: 'Nous attendons votre réponse : « {{ plan_name }} »',
    title: 'Souhaitez-vous renouveler ?',
    blocks: [
      text(
        'Vous ne nous avez pas encore répondu au sujet de votre adhésion à ' +
          "{{ organization.name }}, réglée jusqu'au {{ last_day | long_date }}.",
      ),
      termFr,
      ...answerFr,
    ],
  },
};

export const renewalApproved: InBothLanguages = {
  en: {
    subject: 'Renewed: {{ plan_name }}',
    title: 'Your membership is renewed',
    blocks: [
      text('Thank you. Your membership of {{ organization.name }} goes on.'),
      facts(
        ['Plan', '{{ plan_name }}'],
        ['New period', '{{ starts_on | long_date }} to {{ term_last_day | long_date }}'],
        ['Price', '{{ price | money }}'],
        ['Charged on', '{{ charge_on | long_date }}'],
      ),
      button('Open my account', '{{ account_url }}'),
    ],
  },
  fr: {
    subject: 'Renouvellement confirmé : « {{ plan_name }} »',
    title: 'Votre adhésion est renouvelée',
    blocks: [
      text('Merci. Votre adhésion à {{ organization.name }} se poursuit.'),
      facts(
        ['Formule', '{{ plan_name }}'],
        ['Nouvelle période', 'du {{ starts_on | long_date }} au {{ term_last_day | long_date }}'],
        ['Prix', '{{ price | money }}'],
        ['Débité le', '{{ charge_on | long_date }}'],
      ),
      button('Ouvrir mon compte', '{{ account_url }}'),
    ],
  },
};

export const renewalRefused: InBothLanguages = {
  en: {
    subject: 'Your membership ends: {{ plan_name }}',
    title: 'Your membership is not renewed',
    blocks: [
      text(
        'Your {{ plan_name }} membership will not be renewed. You keep it until ' +
          '{{ last_day | long_date }}, and nothing more is billed.',
      ),
      button('Open my account', '{{ account_url }}'),
    ],
  },
  fr: {
    subject: 'Votre adhésion prend fin : « {{ plan_name }} »',
    title: "Votre adhésion n'est pas renouvelée",
    blocks: [
      text(
        'Votre adhésion « {{ plan_name }} » ne sera pas renouvelée. Vous la gardez ' +
          "jusqu'au {{ last_day | long_date }}, et rien d'autre ne vous sera facturé.",
      ),
      button('Ouvrir mon compte', '{{ account_url }}'),
    ],
  },
};
