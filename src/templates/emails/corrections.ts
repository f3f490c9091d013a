import { alert, button, facts, type InBothLanguages, small, text } from './blocks.ts';
import { aDocument, documentWord } from './invoiceWords.ts';
import { offlineEn, offlineFr } from './offline.ts';

export const reminder: InBothLanguages = {
  en: {
    subject: `Reminder: {{ invoice.balance | money }} to pay, ${aDocument} {{ invoice.number }}`,
    title: '{{ invoice.balance | money }} still to pay',
    blocks: [
      text(
        `${documentWord} {{ invoice.number }}` +
          '{% if plan_name %} for your {{ plan_name }} subscription{% endif %} ' +
          '{% if invoice.due_on %}was due on {{ invoice.due_on | long_date }}{% else %}' +
          'is waiting{% endif %} and {{ invoice.balance | money }} is still open. ' +
          'If your payment is on its way, thank you: nothing more to do.',
      ),
      alert(
        '{% if access_closed %}Your access is closed until this is paid; then it opens again at ' +
          'once.{% endif %}{% if access_last_day %}Without payment your access stays open until ' +
          '{{ access_last_day | long_date }}, then it closes.{% endif %}' +
          '{% if ends_on %} If nothing comes, your subscription ends on ' +
          '{{ ends_on | long_date }}.{% endif %}' +
          '{% if next_try_on %} We collect it by ourselves on {{ next_try_on | long_date }}; you ' +
          'need not wait for it.{% endif %}',
      ),
      facts(
        [documentWord, '{{ invoice.number }}'],
        ['Issued', '{{ invoice.issued_on | long_date }}'],
        ['To pay', '{{ invoice.balance | money }}'],
        ...offlineEn,
      ),
      text('{{ offline.text }}'),
      button('Pay {{ invoice.balance | money }}', '{{ pay_url }}'),
      small(`The ${aDocument} is attached as a PDF.`),
    ],
  },
  fr: {
    subject: `Rappel : {{ invoice.balance | money }} à payer, ${aDocument} {{ invoice.number }}`,
    title: 'Il reste {{ invoice.balance | money }} à payer',
    blocks: [
      text(
        `La ${aDocument} {{ invoice.number }}` +
          '{% if plan_name %} de votre abonnement « {{ plan_name }} »{% endif %} ' +
          '{% if invoice.due_on %}était à régler le {{ invoice.due_on | long_date }}{% else %}' +
          'attend son règlement{% endif %} : il reste {{ invoice.balance | money }}. ' +
          "Si votre paiement est en route, merci : il n'y a rien d'autre à faire.",
      ),
      alert(
        '{% if access_closed %}Votre accès est fermé en attendant le règlement ; ' +
          "il s'ouvre à nouveau aussitôt payé.{% endif %}" +
          "{% if access_last_day %}Sans paiement, votre accès reste ouvert jusqu'au " +
          '{{ access_last_day | long_date }}, puis il se ferme.{% endif %}' +
          '{% if ends_on %} Sans règlement, votre abonnement prend fin le ' +
          '{{ ends_on | long_date }}.{% endif %}' +
          "{% if next_try_on %} Nous l'encaisserons de nous-mêmes le " +
          '{{ next_try_on | long_date }} ; vous pouvez payer sans attendre.{% endif %}',
      ),
      facts(
        [documentWord, '{{ invoice.number }}'],
        ['Émise le', '{{ invoice.issued_on | long_date }}'],
        ['À payer', '{{ invoice.balance | money }}'],
        ...offlineFr,
      ),
      text('{{ offline.text }}'),
      button('Payer {{ invoice.balance | money }}', '{{ pay_url }}'),
      small(`La ${aDocument} est jointe en PDF.`),
    ],
  },
};

export const refunded: InBothLanguages = {
  en: {
    subject: 'Refund of {{ amount | money }} for invoice {{ invoice_number }}',
    title: '{{ amount | money }} refunded',
    blocks: [
      text(
        'On {{ refunded_on | long_date }} we refunded {{ amount | money }}' +
          '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}' +
          '{% if method %} to {{ method }}{% endif %}. ' +
          'Your bank usually shows it within 5 to 10 days.',
      ),
      text(
        '{% if access_last_day %}Your access stays open until ' +
          '{{ access_last_day | long_date }}. {% endif %}' +
          '{% if renewal_stops %}There will be no further payments.{% endif %}',
      ),
      facts(
        ['Invoice', '{{ invoice_number }}'],
        ['Credit note', '{{ credit_note_number }}'],
        ['Refunded', '{{ amount | money }}'],
      ),
      small('{% if credit_note_number %}The credit note is attached as a PDF.{% endif %}'),
    ],
  },
  fr: {
    subject: 'Remboursement de {{ amount | money }} pour la facture {{ invoice_number }}',
    title: '{{ amount | money }} remboursés',
    blocks: [
      text(
        'Le {{ refunded_on | long_date }}, nous vous avons remboursé {{ amount | money }}' +
          '{% if plan_name %} pour votre abonnement « {{ plan_name }} »{% endif %}' +
          '{% if method %} sur {{ method }}{% endif %}. ' +
          'Votre banque les affiche en général sous 5 à 10 jours.',
      ),
      text(
        "{% if access_last_day %}Votre accès reste ouvert jusqu'au " +
          '{{ access_last_day | long_date }}. {% endif %}' +
          "{% if renewal_stops %}Il n'y aura plus de paiement.{% endif %}",
      ),
      facts(
        ['Facture', '{{ invoice_number }}'],
        ['Avoir', '{{ credit_note_number }}'],
        ['Remboursé', '{{ amount | money }}'],
      ),
      small("{% if credit_note_number %}L'avoir est joint en PDF.{% endif %}"),
    ],
  },
};

export const invoiceVoided: InBothLanguages = {
  en: {
    subject: `${documentWord} {{ invoice.number }} is void: nothing to pay`,
    title: `Nothing to pay for ${aDocument} {{ invoice.number }}`,
    blocks: [
      text(
        `On {{ voided_on | long_date }} we voided ${aDocument} {{ invoice.number }} of ` +
          '{{ invoice.total | money }}. You do not have to pay it.',
      ),
      text('{% if reason %}Reason: {{ reason }}{% endif %}'),
    ],
  },
  fr: {
    subject: `${documentWord} {{ invoice.number }} annulée : rien à payer`,
    title: `Rien à payer pour la ${aDocument} {{ invoice.number }}`,
    blocks: [
      text(
        `Le {{ voided_on | long_date }}, nous avons annulé la ${aDocument} ` +
          '{{ invoice.number }} de ' +
          "{{ invoice.total | money }}. Vous n'avez pas à la payer.",
      ),
      text('{% if reason %}Motif : {{ reason }}{% endif %}'),
    ],
  },
};
