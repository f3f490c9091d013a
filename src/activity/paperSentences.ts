import type { Sentence } from '../domain/errors.ts';

/** Drafts, invoices and credit notes; written like those in `sentences.ts`. */
export const paperSentences = {
  draft_created: {
    en: 'Draft of an invoice of {amount} begun',
    fr: 'Brouillon de facture de {amount} commencé',
  },
  draft_changed: {
    en: 'Draft of an invoice changed, now {amount}',
    fr: 'Brouillon de facture modifié, désormais {amount}',
  },
  draft_deleted: {
    en: 'Draft of an invoice of {amount} deleted',
    fr: 'Brouillon de facture de {amount} supprimé',
  },
  invoice_issued: { en: 'Invoice of {amount} issued', fr: 'Facture de {amount} émise' },
  proforma_issued: {
    en: 'Pro-forma notice of {amount} sent',
    fr: 'Facture pro forma de {amount} émise',
  },
  invoice_voided: { en: 'Invoice of {amount} voided', fr: 'Facture de {amount} annulée' },
  invoice_written_off: {
    en: 'Invoice of {amount} written off as uncollectible',
    fr: 'Facture de {amount} passée en irrécouvrable',
  },
  credit_note_issued: { en: 'Credit note of {amount} issued', fr: 'Avoir de {amount} émis' },
} satisfies Record<string, Sentence>;
