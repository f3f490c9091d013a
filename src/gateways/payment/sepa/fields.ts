import type { GatewayField } from '../port.ts';

type Text = { en: string; fr: string };

/** What an organization with a bank contract enters. */
export const fields: GatewayField[] = [
  required('creditor_name', {
    label: { en: 'Creditor name', fr: 'Nom du créancier' },
    help: {
      en: 'As in the contract with your bank; payers read it on their statement.',
      fr: 'Comme au contrat avec votre banque ; les payeurs le lisent sur leur relevé.',
    },
  }),
  required('creditor_id', {
    label: { en: 'Creditor identifier', fr: 'Identifiant créancier SEPA (ICS)' },
    help: {
      en: 'Given to you through your bank, like FR72ZZZ123456.',
      fr: 'Attribué par votre banque, comme FR72ZZZ123456.',
    },
  }),
  {
    ...required('iban', {
      label: { en: 'Your account (IBAN)', fr: 'Votre compte (IBAN)' },
      help: {
        en: 'Where the money goes. Sealed: only its end is shown afterwards.',
        fr: "Celui qui reçoit l'argent. Scellé : seule sa fin reste affichée.",
      },
    }),
    secret: true,
  },
  optional('bic', {
    label: { en: 'BIC of your bank', fr: 'BIC de votre banque' },
    help: { en: 'Only if your bank asks for it.', fr: 'Seulement si votre banque le demande.' },
  }),
  {
    ...optional('scheme', {
      label: { en: 'Scheme', fr: 'Type de prélèvement' },
      help: {
        en: 'B2B mandates are between companies, registered with the payer’s bank.',
        fr: 'Le mandat interentreprises est enregistré auprès de la banque du payeur.',
      },
    }),
    choices: [
      { value: 'CORE', label: { en: 'Core (everybody)', fr: 'SEPA Core (tous)' } },
      { value: 'B2B', label: { en: 'B2B (companies only)', fr: 'Interentreprises (B2B)' } },
    ],
  },
  optional('notice_days', {
    label: { en: 'Days of notice', fr: 'Jours de préavis' },
    help: {
      en: 'How long before a debit payers are told, at least. 14 when left empty; fewer only if the mandate says so, as the one of the portal does.',
      fr: "Combien de jours avant un prélèvement les payeurs sont prévenus. 14 si le champ est vide ; moins seulement si le mandat le dit, comme celui de l'espace membre.",
    },
  }),
  optional('lead_days', {
    label: { en: 'Bank days before', fr: 'Jours ouvrés avant' },
    help: {
      en: 'How many bank days before the collection your bank needs the file. 2 when left empty.',
      fr: 'Combien de jours ouvrés avant le prélèvement votre banque doit avoir le fichier. 2 si vide.',
    },
  }),
  {
    ...optional('first', {
      label: { en: 'First debit of a mandate', fr: 'Premier prélèvement d’un mandat' },
      help: {
        en: 'The rulebook has one kind for all since 2016; some banks still ask for the other.',
        fr: 'Depuis 2016 un seul type suffit ; certaines banques demandent encore l’autre.',
      },
    }),
    choices: [
      { value: 'RCUR', label: { en: 'Like all others (RCUR)', fr: 'Comme les autres (RCUR)' } },
      { value: 'FRST', label: { en: 'Marked first (FRST)', fr: 'Marqué premier (FRST)' } },
    ],
  },
  {
    ...optional('format', {
      label: { en: 'File format', fr: 'Format du fichier' },
      help: {
        en: 'The older one only if your bank does not take the newer.',
        fr: "L'ancien seulement si votre banque n'accepte pas le nouveau.",
      },
    }),
    choices: [
      { value: '08', label: { en: 'pain.008.001.08', fr: 'pain.008.001.08' } },
      { value: '02', label: { en: 'pain.008.001.02', fr: 'pain.008.001.02' } },
    ],
  },
];

function required(key: string, words: { label: Text; help: Text }): GatewayField {
  return { key, ...words, secret: false, required: true };
}

function optional(key: string, words: { label: Text; help: Text }): GatewayField {
  return { key, ...words, secret: false, required: false };
}
