import type { Language } from '../domain/errors.ts';

/** How what is said of benefits reads. */
export const benefitSentences = {
  benefit_created: {
    en: 'Benefit “{benefit}” created',
    fr: 'Avantage « {benefit} » créé',
  },
  benefit_changed: {
    en: 'Benefit “{benefit}” changed',
    fr: 'Avantage « {benefit} » modifié',
  },
  benefit_deleted: {
    en: 'Benefit “{benefit}” deleted[ · {void} not delivered any more]',
    fr: 'Avantage « {benefit} » supprimé[ · {void} ne seront plus remis]',
  },
  benefit_delivered: {
    en: 'Delivered: {benefit}[, for the period from {from}]',
    fr: 'Remis : {benefit}[, pour la période commencée le {from}]',
  },
  benefit_delivery_undone: {
    en: 'Not delivered after all: {benefit}[, for the period from {from}]',
    fr: 'Finalement pas remis : {benefit}[, pour la période commencée le {from}]',
  },
} satisfies Record<string, Record<Language, string>>;
