import type { Language } from '../errors.ts';
import { fold } from './fold.ts';

/** A word of the language: canonical English, French, and other spellings that are accepted. */
export type Word = { en: string; fr: string; also?: readonly string[] };

/** What a key's values are made of. */
export type ValueKind =
  | 'word'
  | 'plan'
  | 'label'
  | 'benefit'
  | 'delivery'
  | 'contact'
  | 'currency'
  | 'amount'
  | 'count'
  | 'date'
  | 'text'
  | 'field';

export type Key = Word & {
  kind: ValueKind;
  words?: readonly Word[];
  /** Whether `none` and `any` can be asked. */
  presence?: boolean;
  /** Whether `a+b` (all of) can be asked. */
  allOf?: boolean;
};

const statusWords = [
  { en: 'active', fr: 'actif', also: ['active'] },
  { en: 'declined', fr: 'refusé', also: ['refusée'] },
  { en: 'cancelled', fr: 'résilié', also: ['résiliée', 'canceled', 'annulé'] },
  { en: 'refunded', fr: 'remboursé', also: ['remboursée'] },
  { en: 'fraud', fr: 'fraude' },
  { en: 'follower', fr: 'follower' },
  { en: 'paused', fr: 'en-pause', also: ['pause'] },
  { en: 'pending-approval', fr: 'à-valider', also: ['pending'] },
  { en: 'scheduled', fr: 'programmé', also: ['programmée'] },
  { en: 'overdue', fr: 'impayé', also: ['impayée'] },
  { en: 'expired', fr: 'expiré', also: ['expirée'] },
] as const;

const kindWords = [
  { en: 'paying', fr: 'payant', also: ['payante'] },
  { en: 'free', fr: 'gratuit', also: ['gratuite'] },
  { en: 'former', fr: 'ancien', also: ['ancienne'] },
  { en: 'never', fr: 'jamais' },
  { en: 'follower', fr: 'follower' },
] as const;

const outcomeWords = [
  { en: 'paid', fr: 'payé', also: ['payée'] },
  { en: 'declined', fr: 'refusé', also: ['refusée'] },
  { en: 'pending', fr: 'en-attente' },
  { en: 'refunded', fr: 'remboursé', also: ['remboursée'] },
  { en: 'partly-refunded', fr: 'remboursé-en-partie' },
  { en: 'fraud', fr: 'fraude' },
] as const;

const intervalWords = [
  { en: 'day', fr: 'jour' },
  { en: 'week', fr: 'semaine' },
  { en: 'month', fr: 'mois', also: ['monthly', 'mensuel'] },
  { en: 'quarter', fr: 'trimestre', also: ['quarterly', 'trimestriel'] },
  { en: 'half-year', fr: 'semestre' },
  { en: 'year', fr: 'an', also: ['yearly', 'annuel', 'année'] },
  { en: 'other', fr: 'autre' },
] as const;

const invoiceWords = [
  { en: 'open', fr: 'ouverte', also: ['ouvert'] },
  { en: 'overdue', fr: 'en-retard' },
] as const;

const renewalWords = [
  { en: 'scheduled', fr: 'programmé' },
  { en: 'sent', fr: 'envoyé' },
  { en: 'change-requested', fr: 'à-modifier' },
  { en: 'intervention', fr: 'à-examiner' },
  { en: 'approved', fr: 'accepté' },
  { en: 'refused', fr: 'refusé' },
  { en: 'completed', fr: 'terminé' },
  { en: 'lapsed', fr: 'sans-suite' },
] as const;

const yesNo = [
  { en: 'yes', fr: 'oui', also: ['true'] },
  { en: 'no', fr: 'non', also: ['false'] },
] as const;

/** Every key of the query language, in the order in which help lists them. */
export const keys = {
  kind: { en: 'kind', fr: 'catégorie', kind: 'word', words: kindWords },
  status: { en: 'status', fr: 'statut', kind: 'word', words: statusWords },
  plan: {
    ...{ en: 'plan', fr: 'formule', also: ['niveau', 'forfait'], kind: 'plan' },
    ...{ presence: true, allOf: true },
  },
  'former-plan': {
    ...{ en: 'former-plan', fr: 'ancienne-formule', kind: 'plan', presence: true, allOf: true },
  },
  label: {
    ...{ en: 'label', fr: 'libellé', also: ['étiquette'], kind: 'label' },
    ...{ presence: true, allOf: true },
  },
  benefit: { en: 'benefit', fr: 'avantage', kind: 'benefit', presence: true, allOf: true },
  'to-deliver': {
    ...{ en: 'to-deliver', fr: 'à-remettre', kind: 'delivery', presence: true, allOf: true },
  },
  delivered: { en: 'delivered', fr: 'remis', kind: 'delivery', presence: true, allOf: true },
  new: { en: 'new', fr: 'nouveau', also: ['nouveaux'], kind: 'date' },
  joined: { en: 'joined', fr: 'inscrit', also: ['inscription'], kind: 'date', presence: true },
  member: { en: 'member', fr: 'membre', kind: 'date', presence: true },
  returned: { en: 'returned', fr: 'revenu', also: ['revenue'], kind: 'date', presence: true },
  left: { en: 'left', fr: 'parti', also: ['partie'], kind: 'date', presence: true },
  created: { en: 'created', fr: 'créé', also: ['création'], kind: 'date' },
  'access-ends': {
    ...{ en: 'access-ends', fr: 'fin-d-accès', also: ['fin-accès'], kind: 'date', presence: true },
  },
  'next-invoice': {
    ...{ en: 'next-invoice', fr: 'prochaine-facture', kind: 'date', presence: true },
  },
  charged: {
    ...{ en: 'charged', fr: 'dernière-facturation', also: ['débité'], kind: 'date' },
    presence: true,
  },
  outcome: { en: 'outcome', fr: 'résultat', kind: 'word', words: outcomeWords, presence: true },
  amount: { en: 'amount', fr: 'montant', also: ['contribution'], kind: 'amount' },
  lifetime: { en: 'lifetime', fr: 'total', also: ['cumul'], kind: 'amount' },
  balance: { en: 'balance', fr: 'solde', kind: 'amount' },
  interval: { en: 'interval', fr: 'périodicité', kind: 'word', words: intervalWords },
  currency: { en: 'currency', fr: 'devise', kind: 'currency' },
  renews: { en: 'renews', fr: 'renouvelle', kind: 'word', words: yesNo },
  renewal: {
    ...{ en: 'renewal', fr: 'renouvellement', kind: 'word' },
    ...{ words: renewalWords, presence: true },
  },
  access: {
    ...{ en: 'access', fr: 'accès', kind: 'word' },
    words: [
      { en: 'open', fr: 'ouvert' },
      { en: 'closed', fr: 'fermé' },
    ],
  },
  invoice: { en: 'invoice', fr: 'facture', kind: 'word', words: invoiceWords, presence: true },
  'overdue-days': { en: 'overdue-days', fr: 'jours-de-retard', kind: 'count' },
  company: { en: 'company', fr: 'entreprise', kind: 'contact', presence: true },
  payer: { en: 'payer', fr: 'payeur', kind: 'contact', presence: true },
  type: {
    ...{ en: 'type', fr: 'type', kind: 'word' },
    words: [
      { en: 'person', fr: 'personne' },
      { en: 'company', fr: 'entreprise' },
    ],
  },
  text: { en: 'text', fr: 'texte', kind: 'text' },
  field: { en: 'field', fr: 'champ', kind: 'field', presence: true },
} as const satisfies Record<string, Key>;

export type KeyName = keyof typeof keys;

export type StatusWord = (typeof statusWords)[number]['en'];
export type KindWord = (typeof kindWords)[number]['en'];

export const none: Word = { en: 'none', fr: 'aucun', also: ['aucune'] };
export const any: Word = { en: 'any', fr: 'au-moins-un', also: ['au-moins-une'] };
export const yesNoWords: readonly Word[] = yesNo;

/** All spellings of a word that are understood. */
export function spellings(word: Word): string[] {
  return [word.en, word.fr, ...(word.also ?? [])];
}

/** Finds a word by any of its spellings; case and accents do not matter. */
export function findWord<W extends Word>(words: readonly W[], typed: string): W | undefined {
  const folded = fold(typed);
  return words.find((word) => spellings(word).some((spelling) => fold(spelling) === folded));
}

/** The key of that name, in any spelling. */
export function findKey(typed: string): KeyName | undefined {
  const names = Object.keys(keys) as KeyName[];
  return names.find((name) => findWord([keys[name]], typed));
}

/** A key's definition. */
export function keyOf(name: KeyName): Key {
  return keys[name];
}

/** The word in a language; a word that is not of the list stays as it is. */
export function say(words: readonly Word[], english: string, language: Language): string {
  return words.find((word) => word.en === english)?.[language] ?? english;
}
