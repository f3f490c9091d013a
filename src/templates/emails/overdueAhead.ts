import { button, facts, type InBothLanguages, text } from './blocks.ts';
import { numberRowEn, numberRowFr } from './invoiceWords.ts';
import { forAccount } from './means.ts';

/** Before a retry. It says what the bank is asked for and when, never that anything is over. */
export const retryAnnounced: InBothLanguages = {
  en: {
    subject: 'We try again on {{ retry_on | weekday }}: {{ amount | money }} for {{ plan_name }}',
    title: 'We try again on {{ retry_on | weekday }}',
    blocks: [
      text(
        '{% if is_last %}On {{ retry_on | weekday }} we ask your bank for ' +
          '{{ amount | money }} one last time{% else %}On {{ retry_on | weekday }} we ask your ' +
          'bank for {{ amount | money }} again{% endif %}, for your {{ plan_name }} ' +
          'subscription. {% if access.state == "closed" %}Your access opens as soon as it is ' +
          'paid.{% else %}Your access stays open meanwhile.{% endif %}',
      ),
      text(
        'If the money is there, you have nothing to do. ' +
          forAccount(
            'Or give another account or another way to pay: the amount is collected from it and ' +
              'your billing day stays the same.',
            'Or update your card now: the amount is collected at once and your billing day stays ' +
              'the same.',
          ),
      ),
      button(forAccount('Change how I pay', 'Update my card'), '{{ update_url }}'),
      facts(
        ['Amount', '{{ amount | money }}'],
        ['From', '{% if method %}{{ method }}{% endif %}'],
        numberRowEn,
      ),
    ],
  },
  fr: {
    subject:
      'Nouvelle tentative le {{ retry_on | weekday }} : {{ amount | money }} pour ' +
      '« {{ plan_name }} »',
    title: 'Nouvelle tentative le {{ retry_on | weekday }}',
    blocks: [
      text(
        '{% if is_last %}Le {{ retry_on | weekday }}, nous demanderons une dernière fois ' +
          '{{ amount | money }} à votre banque{% else %}Le {{ retry_on | weekday }}, nous ' +
          'demanderons à nouveau {{ amount | money }} à votre banque{% endif %} pour votre ' +
          'abonnement « {{ plan_name }} ». {% if access.state == "closed" %}Votre accès ' +
          'rouvrira dès le paiement.{% else %}Votre accès reste ouvert en attendant.{% endif %}',
      ),
      text(
        "Si la somme est disponible, vous n'avez rien à faire. " +
          forAccount(
            'Vous pouvez aussi indiquer un autre compte ou un autre moyen de paiement : le montant ' +
              'y est prélevé et votre date de paiement ne change pas.',
            'Vous pouvez aussi mettre votre carte à jour dès maintenant : le montant est prélevé ' +
              'aussitôt et votre date de paiement ne change pas.',
          ),
      ),
      button(
        forAccount('Changer de moyen de paiement', 'Mettre à jour ma carte'),
        '{{ update_url }}',
      ),
      facts(
        ['Montant', '{{ amount | money }}'],
        ['Moyen de paiement', '{% if method %}{{ method }}{% endif %}'],
        numberRowFr,
      ),
    ],
  },
};
