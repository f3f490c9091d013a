import type { OrganizationKind } from '../../db/organizations/load.ts';
import type { Language } from '../../domain/errors.ts';
import { exponentOf } from '../../domain/money.ts';
import type { IntervalUnit } from '../../domain/periods.ts';
import type { PlanColor } from '../../domain/planColors.ts';
import type { RenewalRule } from '../../domain/renewals/policy.ts';
import type { NewPlan, NewPrice } from './input.ts';

/** Amounts in whole euros, so that they fit any currency's decimals. */
type Starter = {
  kind: NewPlan['kind'];
  name: Record<Language, string>;
  description: Record<Language, string>;
  prices: [amount: number, unit: IntervalUnit, count?: number][];
  minimum?: number;
  trialDays?: number;
  taxRate?: string;
  season?: NewPlan['season'];
  uses?: number;
  renewal?: RenewalRule;
};

/** The marks of the plans of a set, in their order. */
const colors: PlanColor[] = ['teal', 'blue', 'violet', 'orange', 'pink'];

/**
 * The plans an organization of a kind may start with, worded in its language and priced in its
 * currency (minor units). Staff edit or delete them like any other.
 */
export function planSets(kind: OrganizationKind, language: Language, currency: string): NewPlan[] {
  return starters[kind].map((starter, place) => ({
    name: starter.name[language],
    kind: starter.kind,
    description: starter.description[language],
    color: colors[place] ?? null,
    public: true,
    taxRate: starter.taxRate ?? '0',
    taxInclusive: true,
    trialDays: starter.trialDays ?? 0,
    minimumAmount: minor(starter.minimum ?? 0, currency),
    season: starter.season ?? null,
    uses: starter.uses ?? null,
    ...(starter.renewal ? { renewal: starter.renewal } : {}),
    prices: starter.prices.map(
      ([amount, unit, count]): NewPrice => ({
        amount: minor(amount, currency),
        currency,
        intervalUnit: unit,
        intervalCount: count ?? 1,
      }),
    ),
  }));
}

function minor(euros: number, currency: string): number {
  const exponent = exponentOf(currency);
  // Currencies without decimals count in roughly hundredfold units (500 yen, not 5).
  return Math.round(euros * (exponent === 0 ? 100 : 10 ** exponent));
}

const creator: Starter[] = [
  {
    kind: 'free',
    name: { en: 'Follower', fr: 'Abonné' },
    description: {
      en: 'Public posts and the monthly letter.',
      fr: 'Les publications publiques et la lettre mensuelle.',
    },
    prices: [[0, 'month']],
  },
  {
    kind: 'recurring',
    name: { en: 'Supporter', fr: 'Soutien' },
    description: {
      en: 'Everything behind the scenes, a week before everybody else.',
      fr: 'Toutes les coulisses, une semaine avant tout le monde.',
    },
    prices: [
      [5, 'month'],
      [50, 'year'],
    ],
  },
  {
    kind: 'recurring',
    name: { en: 'Inner circle', fr: 'Premier cercle' },
    description: {
      en: 'Early access, live sessions and a signed print each quarter.',
      fr: 'Avant-premières, rencontres en direct et un tirage signé par trimestre.',
    },
    prices: [
      [15, 'month'],
      [150, 'year'],
    ],
  },
  {
    kind: 'custom',
    name: { en: 'Choose your amount', fr: 'Montant libre' },
    description: {
      en: 'Give what you like each month.',
      fr: 'Donnez ce que vous voulez par mois.',
    },
    prices: [[10, 'month']],
    minimum: 3,
  },
];

const space: Starter[] = [
  {
    kind: 'recurring',
    name: { en: 'Flex 5 days', fr: 'Flex 5 jours' },
    description: { en: 'Five days a month at any desk.', fr: 'Cinq jours par mois, poste libre.' },
    prices: [[95, 'month']],
    taxRate: '20',
  },
  {
    kind: 'pack',
    name: { en: 'Ten days', fr: 'Carnet de dix jours' },
    description: {
      en: 'Ten days at any desk, within six months.',
      fr: 'Dix jours en poste libre, à prendre en six mois.',
    },
    prices: [[220, 'month', 6]],
    uses: 10,
    taxRate: '20',
  },
  {
    kind: 'recurring',
    name: { en: 'Hot desk', fr: 'Poste nomade' },
    description: { en: 'Any free desk, every working day.', fr: 'Un poste libre, tous les jours.' },
    prices: [
      [190, 'month'],
      [1900, 'year'],
    ],
    trialDays: 7,
    taxRate: '20',
  },
  {
    kind: 'recurring',
    name: { en: 'Fixed desk', fr: 'Poste fixe' },
    description: {
      en: 'Your own desk, locker and post address, day and night.',
      fr: 'Votre bureau, casier et domiciliation, jour et nuit.',
    },
    prices: [
      [290, 'month'],
      [2900, 'year'],
    ],
    taxRate: '20',
  },
  {
    kind: 'recurring',
    name: { en: 'Office for four', fr: 'Bureau pour quatre' },
    description: { en: 'A closed room for a team.', fr: 'Une pièce fermée pour une équipe.' },
    prices: [[1150, 'month']],
    taxRate: '20',
  },
];

/** Everybody renews on 1 September; who joins from June on has the next season with it. */
const season: NewPlan['season'] = {
  start: { day: 1, month: 9 },
  rollover: { day: 1, month: 6 },
  firstPeriod: 'full',
};

/** Members are asked every year, in good time (spec/renewals.md). */
const renewal: RenewalRule = { policy: 'notice', lead_days: 45, late: 'payment_day' };

const association: Starter[] = [
  {
    kind: 'fixed_date',
    season,
    renewal,
    name: { en: 'Member', fr: 'Adhérent' },
    description: {
      en: 'Membership for the season, with a vote at the assembly.',
      fr: "Adhésion pour la saison, avec droit de vote à l'assemblée.",
    },
    prices: [[40, 'year']],
  },
  {
    kind: 'fixed_date',
    season,
    renewal,
    name: { en: 'Reduced fee', fr: 'Tarif réduit' },
    description: {
      en: 'For students and people looking for work.',
      fr: "Étudiants et demandeurs d'emploi.",
    },
    prices: [[15, 'year']],
  },
  {
    kind: 'fixed_date',
    season,
    renewal,
    name: { en: 'Family', fr: 'Famille' },
    description: { en: 'Everyone under one roof.', fr: 'Toutes les personnes du foyer.' },
    prices: [[65, 'year']],
  },
  {
    kind: 'custom',
    name: { en: 'Benefactor', fr: 'Membre bienfaiteur' },
    description: {
      en: 'Membership with a gift of your choice.',
      fr: 'Adhésion avec un don du montant de votre choix.',
    },
    prices: [[100, 'year']],
    minimum: 60,
  },
];

const site: Starter[] = [
  {
    kind: 'free',
    name: { en: 'Reader', fr: 'Lecteur' },
    description: {
      en: 'The open articles and the letter.',
      fr: 'Les articles ouverts et la lettre.',
    },
    prices: [[0, 'month']],
  },
  {
    kind: 'recurring',
    name: { en: 'Full access', fr: 'Accès complet' },
    description: { en: 'Every article and the archive.', fr: 'Tous les articles et les archives.' },
    prices: [
      [9, 'month'],
      [90, 'year'],
    ],
    trialDays: 14,
  },
  {
    kind: 'recurring',
    name: { en: 'Course library', fr: 'Bibliothèque de cours' },
    description: {
      en: 'Full access and every course with its files.',
      fr: "L'accès complet et tous les cours avec leurs fichiers.",
    },
    prices: [
      [24, 'month'],
      [240, 'year'],
    ],
  },
];

const starters: Record<OrganizationKind, Starter[]> = { creator, space, association, site };
