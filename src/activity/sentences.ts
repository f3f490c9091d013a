import { disputeReasonText } from '../domain/billing/disputeReasons.ts';
import type { Language } from '../domain/errors.ts';
import { mailTitle } from '../domain/messages/mailNames.ts';
import { formatMoney } from '../domain/money.ts';
import { reasonText } from '../domain/overdue/declines.ts';
import { benefitSentences } from './benefitSentences.ts';
import { disputeSentences } from './disputeSentences.ts';
import type { ActivityEvent } from './events.ts';
import { mailSentences } from './mailSentences.ts';
import { methodSentences } from './methodSentences.ts';
import { overdueSentences } from './overdueSentences.ts';
import { pageSentences } from './pageSentences.ts';
import { paperSentences } from './paperSentences.ts';
import { renewalSentences } from './renewalSentences.ts';
import { sentencesByCause, subscriptionSentences } from './subscriptionSentences.ts';

export type SentenceFacts = {
  event: string;
  amount: number | null;
  currency: string | null;
  invoiceNumber: string | null;
  data: Record<string, unknown>;
};

type Texts = Record<ActivityEvent, Record<Language, string>>;

/* `{name}` takes a value of the entry's data; `[ · {name}]` disappears when there is none. */
const texts: Texts = {
  contact_created: { en: 'Added to the contacts', fr: 'Ajouté aux contacts' },
  contact_changed: { en: 'Details changed', fr: 'Fiche modifiée' },
  contact_deleted: { en: 'Contact deleted', fr: 'Contact supprimé' },
  contact_blocked: { en: 'Blocked[ · {reason}]', fr: 'Bloqué[ · {reason}]' },
  contact_unblocked: { en: 'No longer blocked', fr: "N'est plus bloqué" },
  contact_imported: { en: 'Imported[ from {file}]', fr: 'Importé[ depuis {file}]' },
  label_added: { en: 'Label “{label}” added', fr: 'Libellé « {label} » ajouté' },
  label_removed: { en: 'Label “{label}” removed', fr: 'Libellé « {label} » retiré' },
  note_added: { en: 'Note added', fr: 'Note ajoutée' },
  reverse_charge_set: {
    en: 'Billed in reverse charge, without tax, from the next invoice on',
    fr: 'Facturé en autoliquidation, sans taxe, dès la prochaine facture',
  },
  reverse_charge_ended: {
    en: 'Billed with tax again from the next invoice on',
    fr: 'De nouveau facturé avec taxe dès la prochaine facture',
  },
  ...subscriptionSentences,
  access_suspended: { en: 'Access suspended', fr: 'Accès suspendu' },
  access_restored: { en: 'Access restored', fr: 'Accès rétabli' },
  plan_created: { en: 'Plan “{plan}” created', fr: 'Formule « {plan} » créée' },
  plan_changed: { en: 'Plan “{plan}” changed', fr: 'Formule « {plan} » modifiée' },
  price_changed: {
    en: 'Price of “{plan}” changed to {amount}',
    fr: 'Tarif de « {plan} » porté à {amount}',
  },
  price_change_undone: {
    en: 'Change of price of “{plan}” taken back',
    fr: 'Changement de tarif de « {plan} » annulé',
  },
  bulk_done: {
    en: 'Bulk action: {act}[ · {done} done][ · {failed} failed]',
    fr: 'Action groupée : {act}[ · {done} faits][ · {failed} échecs]',
  },
  plan_archived: { en: 'Plan “{plan}” archived', fr: 'Formule « {plan} » archivée' },
  plans_reordered: { en: 'Plans put into another order', fr: 'Formules réordonnées' },
  plan_deleted: {
    en: 'Plan deleted[ · {plan}][ · written to {told} members]',
    fr: 'Formule supprimée[ · {plan}][ · {told} membres prévenus]',
  },
  ...benefitSentences,
  ...renewalSentences,
  ...pageSentences,
  settings_changed: { en: 'Settings changed', fr: 'Réglages modifiés' },
  staff_changed: { en: 'Team or keys changed', fr: 'Équipe ou clés modifiées' },
  import_done: { en: 'Import finished[ · {file}]', fr: 'Import terminé[ · {file}]' },
  import_undone: { en: 'Import undone[ · {file}]', fr: 'Import annulé[ · {file}]' },
  ...paperSentences,
  charge_succeeded: { en: 'Payment of {amount} received', fr: 'Paiement de {amount} reçu' },
  charge_failed: {
    en: 'Payment of {amount} declined[ · {reason}]',
    fr: 'Paiement de {amount} refusé[ · {reason}]',
  },
  charge_unknown: {
    en: 'Payment of {amount}: no answer from the gateway yet, we keep asking',
    fr: 'Paiement de {amount} : pas encore de réponse de la passerelle, nous la redemandons',
  },
  payment_recorded: {
    en: 'Payment of {amount} recorded[ · {means}]',
    fr: 'Paiement de {amount} enregistré[ · {means}]',
  },
  payment_reversed: {
    en: 'Payment of {amount} taken back[ · {reason}]',
    fr: 'Paiement de {amount} repris[ · {reason}]',
  },
  credit_added: {
    en: '{amount} added to the credit balance',
    fr: "{amount} ajoutés à l'avoir du compte",
  },
  credit_returned: {
    en: '{amount} of credit no longer settle[ invoice {number}]',
    fr: "{amount} d'avoir ne règlent plus[ la facture {number}]",
  },
  credit_used: { en: '{amount} of credit used', fr: "{amount} d'avoir utilisés" },
  ...disputeSentences,
  ...methodSentences,
  ...overdueSentences,
  debit_file_made: {
    en: 'SEPA file {number} made: {amount} to collect on {on}[ · {count} debits]',
    fr: 'Fichier SEPA {number} créé : {amount} à prélever le {on}[ · {count} prélèvements]',
  },
  debit_file_sent: {
    en: 'SEPA file {number} sent to the bank[ · {amount}]',
    fr: 'Fichier SEPA {number} transmis à la banque[ · {amount}]',
  },
  debit_file_cancelled: {
    en: 'SEPA file {number} cancelled, its debits wait again[ · {amount}]',
    fr: 'Fichier SEPA {number} annulé, ses prélèvements sont à nouveau en attente[ · {amount}]',
  },
  debit_file_confirmed: {
    en: 'SEPA file {number} confirmed as collected',
    fr: 'Fichier SEPA {number} confirmé comme encaissé',
  },
  debit_returned: {
    en: 'Debit of {amount} returned by the bank[ · {reason}][ ({code})]',
    fr: 'Prélèvement de {amount} rejeté par la banque[ · {reason}][ ({code})]',
  },
  debit_returns_read: {
    en: 'Bank file {file} read[ · {count} returns recorded][, {open} not]',
    fr: 'Fichier bancaire {file} lu[ · {count} rejets enregistrés][, {open} non]',
  },
  billing_held: {
    en: 'Several periods were missed: billing waits for your decision',
    fr: 'Plusieurs périodes manquées : la facturation attend votre décision',
  },
  ...mailSentences,
  invited: { en: 'Sign-in invitation sent', fr: 'Invitation à se connecter envoyée' },
  signed_in: { en: 'Signed in', fr: 'Connexion' },
  sign_in_failed: { en: 'Sign-in failed', fr: 'Échec de connexion' },
  signed_out: { en: 'Signed out', fr: 'Déconnexion' },
  password_changed: { en: 'Password changed', fr: 'Mot de passe changé' },
};

/** Events whose reason is a code of the payment port. */
const reasoned = new Set<string>(['charge_failed', 'debit_returned', 'payment_method_removed']);

const means: Record<string, Record<Language, string>> = {
  card: { en: 'card', fr: 'carte' },
  sepa_debit: { en: 'direct debit', fr: 'prélèvement' },
  transfer: { en: 'transfer', fr: 'virement' },
  cheque: { en: 'cheque', fr: 'chèque' },
  cash: { en: 'cash', fr: 'espèces' },
  other: { en: 'other means', fr: 'autre moyen' },
};

const languages: Record<string, Record<Language, string>> = {
  en: { en: 'English', fr: 'anglais' },
  fr: { en: 'French', fr: 'français' },
};

/** How an entry of the activity log reads, as one short sentence in the reader's language. */
export function sentenceOf(facts: SentenceFacts, language: Language): string {
  const text = textOf(facts)?.[language];
  if (text === undefined) return facts.event;
  const optional = text.replace(/\[([^\]]*)\]/g, (_whole, part: string) => {
    const key = /\{(\w+)\}/.exec(part)?.[1] ?? '';
    return valueIn(facts, key, language) === null ? '' : part;
  });
  return optional.replace(
    /\{(\w+)\}/g,
    (_whole, key: string) => valueIn(facts, key, language) ?? '',
  );
}

/** What caused it may have words of its own. */
function textOf({ event, data }: SentenceFacts): Record<Language, string> | undefined {
  const { undone, cause } = data;
  const caused = sentencesByCause[`${event}:${undone === true ? 'undone' : cause}`];
  return caused ?? (texts as Record<string, Record<Language, string>>)[event];
}

function valueIn(facts: SentenceFacts, key: string, language: Language): string | null {
  if (key === 'amount' && facts.amount !== null && facts.currency !== null) {
    return formatMoney({ amount: facts.amount, currency: facts.currency }, language);
  }
  const value = facts.data[key];
  if (value === null || value === undefined || value === '') return null;
  const text = String(value);
  if (key === 'reason' && reasoned.has(facts.event)) return reasonText(text, language);
  if (key === 'reason' && facts.event.startsWith('dispute_')) {
    return disputeReasonText(text, language);
  }
  if (key === 'days') return text.replace('-', '');
  if (key === 'template') return mailTitle(text, language);
  if (key === 'language') return languages[text]?.[language] ?? text;
  if (key === 'means') return means[text]?.[language] ?? text;
  return /^\d{4}-\d\d-\d\d$/.test(text) ? dayText(text, language) : text;
}

function dayText(date: string, language: Language): string {
  const format = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  return format.format(Date.parse(`${date}T00:00:00Z`));
}
