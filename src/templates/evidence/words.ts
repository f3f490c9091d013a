import type { Language } from '../../domain/errors.ts';

type Words = {
  title: string;
  made: string;
  page: string;
  payment: string;
  person: string;
  subscriptions: string;
  signIns: string;
  invoices: string;
  emails: string;
  activity: string;
  reference: string;
  disputed: string;
  caseName: string;
  name: string;
  email: string;
  phone: string;
  address: string;
  knownSince: string;
  paidFor: string;
  until: string;
  fileName: string;
  states: Record<string, string>;
};

export const evidenceWords: Record<Language, Words> = {
  en: {
    title: 'Evidence of use',
    made: 'Made on',
    page: 'Page',
    payment: 'The payment',
    person: 'The person',
    subscriptions: 'What they subscribed to',
    signIns: 'Sign-ins',
    invoices: 'Invoices',
    emails: 'E-mails sent to them',
    activity: 'Activity',
    reference: 'Reference',
    disputed: 'Disputed:',
    caseName: 'Dispute',
    name: 'Name',
    email: 'E-mail',
    phone: 'Telephone',
    address: 'Address',
    knownSince: 'Known since',
    paidFor: 'Also paid for',
    until: 'until',
    fileName: 'evidence',
    states: {
      open: 'open',
      paid: 'paid',
      void: 'void',
      uncollectible: 'written off',
      sent: 'sent',
      failed: 'not delivered',
      queued: 'waiting',
      outbox: 'kept, not e-mailed',
      withheld: 'kept, not e-mailed',
    },
  },
  fr: {
    title: "Preuves d'utilisation",
    made: 'Établi le',
    page: 'Page',
    payment: 'Le paiement',
    person: 'La personne',
    subscriptions: 'Ses abonnements',
    signIns: 'Connexions',
    invoices: 'Factures',
    emails: 'E-mails envoyés',
    activity: 'Activité',
    reference: 'Référence',
    disputed: 'Contesté :',
    caseName: 'Litige',
    name: 'Nom',
    email: 'E-mail',
    phone: 'Téléphone',
    address: 'Adresse',
    knownSince: 'Connu depuis',
    paidFor: 'Paie aussi pour',
    until: "jusqu'au",
    fileName: 'preuves',
    states: {
      open: 'ouverte',
      paid: 'payée',
      void: 'annulée',
      uncollectible: 'irrécouvrable',
      sent: 'envoyé',
      failed: 'non remis',
      queued: 'en attente',
      outbox: 'conservé, non envoyé',
      withheld: 'conservé, non envoyé',
    },
  },
};
