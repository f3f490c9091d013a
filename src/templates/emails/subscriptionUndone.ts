import { button, facts, type InBothLanguages, text } from './blocks.ts';

const account = '{{ account_url }}';
const accountEn = button('Open my account', account);
const accountFr = button('Ouvrir mon compte', account);
const next = ' {{ next_payment_sentence }}';

export const revoked: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription has ended',
    title: 'Your subscription has ended',
    blocks: [
      text(
        '{{ organization.name }} ended your {{ plan_name }} subscription ' +
          '{% if ended_on %}on {{ ended_on | long_date }}. Access through it is closed, and ' +
          'there{% else %}before it began. There{% endif %} will be no further payments.',
      ),
      text('{% if open_balance %}Invoices already sent to you stay to be settled.{% endif %}'),
      facts(['Left to pay', '{{ open_balance | money }}']),
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » a pris fin',
    title: 'Votre abonnement a pris fin',
    blocks: [
      text(
        '{{ organization.name }} a mis fin à votre abonnement « {{ plan_name }} » ' +
          "{% if ended_on %}le {{ ended_on | long_date }}. L'accès qu'il donnait est fermé et il " +
          "n'y{% else %}avant qu'il ne commence. Il n'y{% endif %} aura plus de paiement.",
      ),
      text('{% if open_balance %}Les factures déjà envoyées restent à régler.{% endif %}'),
      facts(['Reste à payer', '{{ open_balance | money }}']),
    ],
  },
};

export const cancellationUndone: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription goes on after all',
    title: 'Your subscription goes on',
    blocks: [
      text(
        '{% if by == "member" %}You took{% else %}{{ organization.name }} took{% endif %} the ' +
          'cancellation of your {{ plan_name }} subscription back: it goes on as before.' +
          next,
      ),
      facts(['Price', '{{ price | money }}']),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » continue',
    title: 'Votre abonnement continue',
    blocks: [
      text(
        '{% if by == "member" %}Vous avez annulé{% else %}{{ organization.name }} a annulé' +
          '{% endif %} la résiliation de votre abonnement « {{ plan_name }} » : il continue ' +
          `comme avant.${next}`,
      ),
      facts(['Tarif', '{{ price | money }}']),
      accountFr,
    ],
  },
};

export const changeWithdrawn: InBothLanguages = {
  en: {
    subject: 'Your {{ plan_name }} subscription stays as it is',
    title: 'Your subscription stays as it is',
    blocks: [
      text(
        'The change {% if to_plan %}to {{ to_plan }} {% endif %}that was planned does not happen: ' +
          `your {{ plan_name }} subscription goes on at {{ price | money }}.${next}`,
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Votre abonnement « {{ plan_name }} » reste tel quel',
    title: 'Votre abonnement reste tel quel',
    blocks: [
      text(
        'Le changement prévu{% if to_plan %} pour « {{ to_plan }} »{% endif %} ' +
          "n'a pas lieu : votre abonnement « {{ plan_name }} » continue à {{ price | money }}." +
          next,
      ),
      accountFr,
    ],
  },
};

export const extensionUndone: InBothLanguages = {
  en: {
    subject: 'The free days of your {{ plan_name }} subscription are taken back',
    title: 'Free days taken back',
    blocks: [
      text(
        '{{ organization.name }} took back the {{ days }} free ' +
          '{% if days == 1 %}day{% else %}days{% endif %} of your {{ plan_name }} subscription' +
          '{% if last_day %}: it lasts until {{ last_day | long_date }} as before{% endif %}.' +
          next,
      ),
      accountEn,
    ],
  },
  fr: {
    subject: 'Les jours offerts de votre abonnement « {{ plan_name }} » sont retirés',
    title: 'Jours offerts retirés',
    blocks: [
      text(
        '{{ organization.name }} a retiré {% if days == 1 %}le jour offert{% else %}les ' +
          '{{ days }} jours offerts{% endif %} de votre abonnement « {{ plan_name }} »' +
          "{% if last_day %} : il dure jusqu'au {{ last_day | long_date }}, comme avant" +
          `{% endif %}.${next}`,
      ),
      accountFr,
    ],
  },
};
