import type { Language } from '../../domain/errors.ts';
import type { BenefitFacts } from '../benefits/editBenefits.ts';
import type { NoteType } from '../people/notes.ts';
import type { FieldInput } from '../settings/fields.ts';

/** Fields an organization of any kind may have added for itself, one of each type. */
export const demoFields: FieldInput[] = [
  {
    key: 'heard_from',
    label_en: 'Heard of us from',
    label_fr: 'Nous a connus par',
    type: 'choice',
    choices: ['podcast', 'friend', 'press', 'social', 'event'],
    visibility: 'staff',
  },
  {
    key: 'newsletter_name',
    label_en: 'Name in the credits',
    label_fr: 'Nom au générique',
    type: 'text',
    choices: [],
    visibility: 'member_edits',
  },
  {
    key: 'visits',
    label_en: 'Visits this year',
    label_fr: "Visites dans l'année",
    type: 'number',
    choices: [],
    visibility: 'staff',
  },
  {
    key: 'gift',
    label_en: 'One-off gift',
    label_fr: 'Don ponctuel',
    type: 'amount',
    choices: [],
    visibility: 'staff',
  },
  {
    key: 'met_on',
    label_en: 'First met on',
    label_fr: 'Rencontré le',
    type: 'date',
    choices: [],
    visibility: 'staff',
  },
  {
    key: 'volunteer',
    label_en: 'Volunteers',
    label_fr: 'Bénévole',
    type: 'boolean',
    choices: [],
    visibility: 'member_sees',
  },
];

export const demoLabels: Record<Language, string[]> = {
  fr: ['Presse', 'Bénévole', 'Ambassadrice', 'À rappeler', 'Anniversaire 2025', 'Atelier été'],
  en: ['Press', 'Volunteer', 'Ambassador', 'Call back', 'Anniversary 2025', 'Summer workshop'],
};

type Note = [type: NoteType, body: string];

export const demoNotes: Record<Language, Note[]> = {
  fr: [
    ['call', 'A appelé pour changer de carte : prélevée de nouveau le jour même.'],
    ['call', 'Voudrait recevoir les tirages à son bureau plutôt que chez elle.'],
    ['meeting', "Rencontrée au salon : enthousiaste, propose de tenir le stand l'an prochain."],
    ['email', 'Demande une facture au nom de son association. Fait.'],
    ['email', 'Trouve les épisodes un peu courts en ce moment. Remerciée pour sa franchise.'],
    ['delivery', 'Colis revenu, adresse incomplète (manque le bâtiment). Renvoyé.'],
    ['payment', 'Chèque reçu avec une lettre adorable, à encaisser lundi.'],
    ['other', 'Traduit bénévolement les fiches en anglais. Penser à un merci au générique.'],
    ['other', 'Suit le projet depuis le premier épisode.'],
  ],
  en: [
    ['call', 'Rang about a new card: charged the same day, all good.'],
    ['call', 'Would like the prints sent to the office instead of home.'],
    ['meeting', 'Met at the fair: keen, offered to help at the stall next year.'],
    ['email', 'Asked for an invoice in the name of the charity. Done.'],
    ['email', 'Finds the episodes a little short lately. Thanked for being frank.'],
    ['delivery', 'Parcel came back, flat number missing. Sent again.'],
    ['payment', 'Cheque came with a lovely letter, to be paid in on Monday.'],
    ['other', 'Translates our notes for free. Remember to thank them in the credits.'],
    ['other', 'Has followed the project since the first episode.'],
  ],
};

export const demoSegments: Record<Language, [name: string, query: string][]> = {
  fr: [
    ['Impayés à suivre', 'status:overdue'],
    ['Ont résilié', 'status:cancelled'],
  ],
  en: [
    ['Overdue, to follow up', 'status:overdue'],
    ['Cancelled', 'status:cancelled'],
  ],
};

export const cancelReasons: Record<Language, string[]> = {
  fr: ['Trop cher en ce moment', 'Plus le temps', 'Déménagement', 'Reviendra à la rentrée', ''],
  en: ['Too dear just now', 'No time any more', 'Moved away', 'Back in the autumn', ''],
};

export const refundReasons: Record<Language, string[]> = {
  fr: ['Renouvelé par oubli', 'Geste commercial', 'Double adhésion dans le foyer'],
  en: ['Forgot to cancel', 'Goodwill', 'Two memberships in one household'],
};

/** What members ask for when their renewal comes. */
export const renewalWishes: Record<Language, string[]> = {
  fr: ['Plutôt la formule mensuelle', 'À deux cette fois', 'Avec un reçu au nom de la société'],
  en: ['Monthly, if that works', 'For two of us this time', 'With a receipt for the company'],
};

/** What the demo's dearest plan gives. */
export const demoBenefits: Record<Language, [BenefitFacts, BenefitFacts]> = {
  en: [
    { name: 'Early access', description: 'A week before everybody else.', delivery: 'none' },
    { name: 'Signed print', description: 'One by post for each period.', delivery: 'period' },
  ],
  fr: [
    { name: 'Avant-première', description: 'Une semaine avant tout le monde.', delivery: 'none' },
    {
      name: 'Tirage signé',
      description: 'Un par courrier, pour chaque période.',
      delivery: 'period',
    },
  ],
};
