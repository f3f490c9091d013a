import type { Sentence } from '../errors.ts';
import { foldName } from './fold.ts';

/** How the cells of a column are read. */
export type CellKind =
  | 'text'
  | 'email'
  | 'date'
  | 'amount'
  | 'currency'
  | 'interval'
  | 'boolean'
  | 'count'
  | 'language'
  | 'country'
  | 'labels'
  | 'status'
  | 'outcome'
  | 'instant';

type Spec = { kind: CellKind; label: Sentence; headers: string[] };

const text = (en: string, fr: string, headers: string[]): Spec => ({
  kind: 'text',
  label: { en, fr },
  headers: [en, fr, ...headers],
});

const of = (kind: CellKind, en: string, fr: string, headers: string[]): Spec => ({
  ...text(en, fr, headers),
  kind,
});

/** Everything a column can hold, with the headers it is known by in French and English. */
export const targets = {
  name: text('Name', 'Nom', [
    ...[
      'full name',
      'display name',
      'nom complet',
      'nom affiché',
      'member',
      'membre',
      'member name',
    ],
    ...['nom du membre', 'contact', 'nom et prénom', 'prénom et nom', 'customer name', 'pseudo'],
  ]),
  first_name: text('First name', 'Prénom', [
    ...['firstname', 'given name', 'forename', 'prenom_adh', 'prénom adhérent'],
  ]),
  last_name: text('Last name', 'Nom de famille', [
    ...['lastname', 'surname', 'family name', 'nom_adh', 'nom adhérent'],
  ]),
  company: text('Company', 'Entreprise', [
    ...['société', 'organization', 'organisation', 'company name', 'raison sociale', 'employer'],
    ...['nom de l’entreprise', "nom de l'entreprise", 'structure', 'societe_adh'],
  ]),
  email: of('email', 'E-mail', 'E-mail', [
    ...[
      'email',
      'e-mail address',
      'email address',
      'adresse e-mail',
      'courriel',
      'mail',
      'email_adh',
    ],
    ...['adresse mail', 'adresse courriel', 'adresse électronique', 'customer email'],
  ]),
  plan: text('Plan name', 'Nom du forfait', [
    ...[
      'plan',
      'membership',
      'membership plan',
      'forfait',
      'formule',
      'nom de la formule',
      'tarif',
    ],
    ...['abonnement', 'niveau', 'tier', 'adhésion', "type d'adhésion", 'membership level', 'level'],
  ]),
  start: of('date', 'Start date', 'Date de début', [
    ...['start', 'started', 'starts on', 'début', 'member since', 'membre depuis', 'join date'],
    ...['joined', 'joined on', "date d'adhésion", "date d'inscription", 'inscrit le', 'since'],
    ...['date de début de l’abonnement', 'membership start', 'startdate'],
  ]),
  next_invoice: of('date', 'Next invoice date', 'Date de la prochaine facture', [
    ...['next invoice', 'prochaine facture', 'next billing date', 'next billing', 'renewal date'],
    ...['next payment date', 'next charge date', 'prochaine facturation', 'prochain paiement'],
    ...['date de renouvellement', 'date de la prochaine facturation', 'prochaine échéance'],
  ]),
  paid_by: text('Paid by', 'Payé par', [
    ...['paid for by', 'payer', 'payeur', 'payé pour par', 'billed to', 'facturé à', 'bill to'],
  ]),
  interval: of('interval', 'Billing interval', 'Périodicité', [
    ...[
      'interval',
      'charge frequency',
      'frequency',
      'billing cycle',
      'billing period',
      'fréquence',
    ],
    ...[
      'période de facturation',
      'intervalle de facturation',
      'intervalle',
      'cycle de facturation',
    ],
  ]),
  amount: of('amount', 'Amount', 'Montant', [
    ...['price', 'prix', 'pledge amount', 'plan price', 'cotisation', 'billing amount', 'fee'],
    ...['montant de la cotisation', 'prix du forfait', 'tarif mensuel', 'recurring amount'],
  ]),
  currency: of('currency', 'Currency', 'Devise', ['monnaie']),
  labels: of('labels', 'Labels', 'Libellés', [
    ...['label', 'libellé', 'tags', 'tag', 'étiquettes', 'étiquette', 'groups', 'groupes'],
  ]),
  language: of('language', 'Language', 'Langue', ['lang', 'locale']),
  phone: text('Phone', 'Téléphone', [
    ...['telephone', 'phone number', 'mobile', 'numéro de téléphone', 'tél', 'portable', 'gsm_adh'],
  ]),
  discord: text('Discord', 'Discord', ['discord id', 'discord username', 'pseudo discord']),
  website: text('Website', 'Site web', ['url', 'site', 'site internet', 'web']),
  vat_number: text('VAT number', 'Numéro de TVA', ['vat', 'tva', 'n° tva', 'vat id', 'tax id']),
  job_title: text('Job title', 'Fonction', ['job', 'poste', 'profession', 'title', 'métier']),
  birthday: of('date', 'Birthday', 'Date de naissance', [
    ...['birth date', 'date of birth', 'naissance', 'anniversaire', 'né le', 'née le', 'ddn_adh'],
  ]),
  notes: text('Notes', 'Notes', [
    ...['note', 'remarks', 'remarques', 'comment', 'comments', 'commentaire', 'commentaires'],
    ...['additional details', 'memo'],
  ]),
  address: text('Address', 'Adresse', [
    ...['postal address', 'adresse postale', 'full address', 'adresse complète'],
  ]),
  recipient: text('Addressee', 'Destinataire', []),
  line1: text('Street', 'Rue', [
    ...['address line 1', 'street address', 'adresse ligne 1', 'voie', 'line1', 'adresse_adh'],
    ...['billing address'],
  ]),
  line2: text('Address line 2', 'Complément d’adresse', [
    ...["complément d'adresse", 'adresse ligne 2', 'line2', 'billing address line 2'],
  ]),
  postal_code: text('Postal code', 'Code postal', [
    ...['zip', 'zip code', 'postcode', 'cp', 'billing zip code', 'cp_adh'],
  ]),
  city: text('City', 'Ville', ['town', 'commune', 'localité', 'billing city', 'ville_adh']),
  region: text('Region', 'Région', ['state', 'province', 'county', 'billing state']),
  country: of('country', 'Country', 'Pays', ['country code', 'billing country', 'pays_adh']),
  external_id: text('External id', 'Identifiant externe', [
    ...[
      'id',
      'member id',
      'customer id',
      'user id',
      'identifiant',
      'numéro de membre',
      'member no',
    ],
    ...["numéro d'adhérent", 'n° adhérent', 'n° de membre', 'id externe', 'membership number'],
  ]),
  consent: of('boolean', 'E-mail consent', 'Consentement e-mail', [
    ...['consent', 'subscribed', 'subscribed to emails', 'newsletter', 'consentement', 'abonné'],
    ...['accepts marketing', 'opt in', 'opt-in'],
  ]),
  follower: of('boolean', 'Follower', 'Follower', ['free member', 'membre gratuit']),
  status: of('status', 'Membership status', "Statut de l'adhésion", [
    ...['patron status', 'member status', 'statut', 'status', 'état'],
  ]),
  ended: of('date', 'End date', 'Date de fin', [
    ...[
      'ended',
      'ended on',
      'ends on',
      'fin',
      'expiry',
      'expiry date',
      'expires',
      'access expiration',
    ],
    ...['expiration', "date d'expiration", 'date de résiliation', 'résilié le', 'expire le'],
  ]),
  lifetime: of('amount', 'Lifetime amount', 'Total versé', [
    ...['lifetime', 'total spend', 'total paid', 'total payé', 'cumul', 'montant total'],
  ]),
  last_charge_at: of('instant', 'Last charge date', 'Date du dernier paiement', [
    ...[
      'last charge',
      'last payment',
      'last payment date',
      'dernier paiement',
      'dernier prélèvement',
    ],
  ]),
  last_charge_outcome: of('outcome', 'Last charge outcome', 'Résultat du dernier paiement', [
    ...['last charge status', 'last payment status', 'statut du dernier paiement'],
  ]),
  tenure: of('count', 'Months of membership', "Mois d'adhésion", [
    ...['tenure', 'months', 'ancienneté', 'ancienneté en mois'],
  ]),
  trial: of('boolean', 'Free trial', "Période d'essai", ['trial', 'essai']),
} as const satisfies Record<string, Spec>;

export type Target = keyof typeof targets;

export const targetNames = Object.keys(targets) as Target[];

/** True when the text names a target. */
export function isTarget(name: string): name is Target {
  return Object.hasOwn(targets, name);
}

/** What a file must bring, or a mapping give as a default. */
export const requiredTargets: readonly Target[] = ['name', 'plan', 'start', 'next_invoice'];

const byHeader = new Map<string, Target>();
for (const target of targetNames) {
  for (const header of targets[target].headers) {
    const key = foldName(header);
    if (!byHeader.has(key)) byHeader.set(key, target);
  }
}

/** The target that a header is known to mean, in French or English. */
export function targetOfHeader(header: string): Target | undefined {
  return byHeader.get(foldName(header));
}
