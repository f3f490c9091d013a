/** What a plan's form says at its fields. */
export const says = {
  name: { en: 'Give it a name.', fr: 'Donnez-lui un nom.' },
  rate: {
    en: 'A tax rate is a percentage from 0 to 99.9999, or two with a plus between: 5+9.975.',
    fr: 'Un taux de taxe est un pourcentage de 0 à 99,9999, ou deux séparés par un plus : 5+9,975.',
  },
  trial: { en: 'A trial lasts 0 to 365 days.', fr: 'Un essai dure de 0 à 365 jours.' },
  lead: {
    en: 'It has to be shorter than the shortest period of the prices.',
    fr: 'Il doit être plus court que la plus courte période des tarifs.',
  },
  leadNeeded: {
    en: 'A notice goes out at least one day before the end.',
    fr: 'Un avis part au moins un jour avant la fin.',
  },
  negative: {
    en: 'An amount is zero or more.',
    fr: 'Un montant est égal ou supérieur à zéro.',
  },
  zero: {
    en: 'A recurring plan costs something. For no charge, choose the kind "free".',
    fr: 'Une formule récurrente a un prix. Pour ne rien facturer, choisissez « gratuite ».',
  },
  notFree: { en: 'A free plan costs nothing.', fr: 'Une formule gratuite ne coûte rien.' },
  belowMinimum: {
    en: 'The suggested amount is below the minimum.',
    fr: 'Le montant proposé est inférieur au minimum.',
  },
  currency: {
    en: 'Use a currency code of three letters, like EUR.',
    fr: 'Utilisez un code de devise à trois lettres, comme EUR.',
  },
  interval: {
    en: 'Every 1 to 120 days, weeks, months or years.',
    fr: 'Tous les 1 à 120 jours, semaines, mois ou années.',
  },
  price: { en: 'Add at least one price.', fr: 'Ajoutez au moins un tarif.' },
  season: {
    en: 'Say on which day the season begins.',
    fr: 'Indiquez le jour où commence la saison.',
  },
  dayOfYear: { en: 'There is no such day.', fr: "Ce jour n'existe pas." },
  rollover: {
    en: 'Choose a day within the season, after its first one.',
    fr: 'Choisissez un jour dans la saison, après le premier.',
  },
  seasonInterval: {
    en: 'With fixed dates, prices are by months or years.',
    fr: 'À dates fixes, les tarifs sont par mois ou par an.',
  },
  uses: {
    en: 'Say how many uses the pack holds, from 1 to 100,000.',
    fr: "Indiquez le nombre d'utilisations du carnet, de 1 à 100 000.",
  },
  commitment: {
    en: 'A commitment lasts 0 to 120 months.',
    fr: 'Un engagement dure de 0 à 120 mois.',
  },
  notice: { en: 'A notice is 0 to 365 days.', fr: 'Un préavis est de 0 à 365 jours.' },
  capacity: {
    en: 'A capacity is one seat or more; leave it empty for no limit.',
    fr: "Une capacité est d'au moins une place ; laissez vide pour ne pas limiter.",
  },
  addonName: {
    en: 'Another add-on has this name.',
    fr: 'Une autre option porte ce nom.',
  },
  addonQuantity: {
    en: 'From 1 to 10,000 of it.',
    fr: 'De 1 à 10 000 unités.',
  },
  addonAmount: {
    en: 'Say what it costs with at least one price.',
    fr: 'Indiquez ce que cela coûte avec au moins un tarif.',
  },
} as const;
