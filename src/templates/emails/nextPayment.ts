import { type ReadyTags, ready } from './ready.ts';

/** When the next payment is, for data with a `next_charge_on` that may be absent. */
export const nextPaymentTags: ReadyTags = {
  next_payment_sentence: ready(
    {
      en: 'When the next payment is, if it is known',
      fr: 'La date du prochain paiement, si elle est connue',
    },
    '{% if next_charge_on %}The next payment is on {{ next_charge_on | long_date }}.{% endif %}',
    '{% if next_charge_on %}Le prochain paiement aura lieu le {{ next_charge_on | long_date }}.' +
      '{% endif %}',
  ),
};
