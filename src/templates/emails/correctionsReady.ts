import { invoiceTags } from './invoiceWords.ts';
import { type ReadyTag, type ReadyTags, ready, readyLabels } from './ready.ts';

/* The sentences of reminders, refunds and corrections that depend on the facts. */

/** Of the reminder of an open invoice. */
export const reminderTags: ReadyTags = {
  what_is_open: ready(
    { en: 'What is open, and since when', fr: 'Ce qui reste à payer, et depuis quand' },
    '{{ document_word }} {{ invoice.number }}' +
      '{% if plan_name %} for your {{ plan_name }} subscription{% endif %} ' +
      '{% if invoice.due_on %}was due on {{ invoice.due_on | long_date }}{% else %}' +
      'is waiting{% endif %} and {{ invoice.balance | money }} is still open.',
    'La {{ a_document }} {{ invoice.number }}' +
      '{% if plan_name %} de votre abonnement « {{ plan_name }} »{% endif %} ' +
      '{% if invoice.due_on %}était à régler le {{ invoice.due_on | long_date }}{% else %}' +
      'attend son règlement{% endif %} : il reste {{ invoice.balance | money }}.',
  ),
  what_happens: ready(
    {
      en: 'What happens without payment: access, end, collection',
      fr: 'La suite sans paiement : accès, fin, encaissement',
    },
    '{% if access_closed %}Your access is closed until this is paid; then it opens again at ' +
      'once.{% endif %}{% if access_last_day %}Without payment your access stays open until ' +
      '{{ access_last_day | long_date }}, then it closes.{% endif %}' +
      '{% if ends_on %} If nothing comes, your subscription ends on ' +
      '{{ ends_on | long_date }}.{% endif %}' +
      '{% if next_try_on %} We collect it by ourselves on {{ next_try_on | long_date }}; you ' +
      'need not wait for it.{% endif %}',
    '{% if access_closed %}Votre accès est fermé en attendant le règlement ; ' +
      "il s'ouvre à nouveau aussitôt payé.{% endif %}" +
      "{% if access_last_day %}Sans paiement, votre accès reste ouvert jusqu'au " +
      '{{ access_last_day | long_date }}, puis il se ferme.{% endif %}' +
      '{% if ends_on %} Sans règlement, votre abonnement prend fin le ' +
      '{{ ends_on | long_date }}.{% endif %}' +
      "{% if next_try_on %} Nous l'encaisserons de nous-mêmes le " +
      '{{ next_try_on | long_date }} ; vous pouvez payer sans attendre.{% endif %}',
  ),
  ...invoiceTags,
};

/** Of the refund. */
export const refundedTags: ReadyTags = {
  what_happened: ready(
    readyLabels.whatHappened,
    'On {{ refunded_on | long_date }} we refunded {{ amount | money }}' +
      '{% if plan_name %} for your {{ plan_name }} subscription{% endif %}' +
      '{% if method %} to {{ method }}{% endif %}.',
    'Le {{ refunded_on | long_date }}, nous vous avons remboursé {{ amount | money }}' +
      '{% if plan_name %} pour votre abonnement « {{ plan_name }} »{% endif %}' +
      '{% if method %} sur {{ method }}{% endif %}.',
  ),
  what_it_means: ready(
    {
      en: 'What becomes of the access and of the payments to come',
      fr: "Ce que deviennent l'accès et les prochains paiements",
    },
    '{% if access_last_day %}Your access stays open until ' +
      '{{ access_last_day | long_date }}. {% endif %}' +
      '{% if renewal_stops %}There will be no further payments.{% endif %}',
    "{% if access_last_day %}Votre accès reste ouvert jusqu'au " +
      '{{ access_last_day | long_date }}. {% endif %}' +
      "{% if renewal_stops %}Il n'y aura plus de paiement.{% endif %}",
  ),
  credit_note_sentence: ready(
    { en: 'That a credit note is attached, if one is', fr: "L'avoir joint, s'il y en a un" },
    '{% if credit_note_number %}The credit note is attached as a PDF.{% endif %}',
    "{% if credit_note_number %}L'avoir est joint en PDF.{% endif %}",
  ),
};

const reasonSentence: ReadyTag = ready(
  readyLabels.reason,
  '{% if reason %}Reason: {{ reason }}{% endif %}',
  '{% if reason %}Motif : {{ reason }}{% endif %}',
);

/** Of the e-mail about a credit note. */
export const creditNoteTags: ReadyTags = {
  reason_sentence: reasonSentence,
  credit_sentence: ready(
    {
      en: 'What of it becomes credit, if it was paid already',
      fr: 'Ce qui devient un crédit, si la somme était déjà payée',
    },
    '{% if to_credit %}Of it, {{ to_credit | money }} was paid already: it is credit of ' +
      'yours now, and used first on your next invoice.{% endif %}',
    '{% if to_credit %}Vous aviez déjà payé {{ to_credit | money }} de cette somme : ce ' +
      'crédit vous appartient et sert en premier sur votre prochaine facture.{% endif %}',
  ),
};

/** Of the e-mail about a voided invoice. */
export const voidedTags: ReadyTags = { reason_sentence: reasonSentence, ...invoiceTags };
