import type { RefundableItem } from '../../../actions/payments/listRefundable.ts';
import type { Language, Sentence } from '../../../domain/errors.ts';

type WhyNot = NonNullable<RefundableItem['whyNot']>;

const sentences: Record<WhyNot, Sentence> = {
  too_old: {
    en: 'Too long ago to be given back here.',
    fr: 'Trop ancien pour être remboursé ici.',
  },
  not_latest: {
    en: 'Only the latest invoices can be refunded here.',
    fr: 'Seules les dernières factures sont remboursables ici.',
  },
  nothing_left: { en: 'Everything is given back already.', fr: 'Tout est déjà remboursé.' },
  offline: { en: 'Not paid through a gateway.', fr: 'Pas payé par une passerelle.' },
};

/** Why a payment cannot be refunded through the gateway, in plain words. */
export function whyNotText(why: WhyNot, language: Language): string {
  return sentences[why][language];
}
