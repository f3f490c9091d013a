import type { Language, Sentence } from '../errors.ts';

const sentences = {
  required: {
    en: '{field} is missing.',
    fr: 'Il manque : {field}.',
  },
  not_a_date: {
    en: '“{value}” is not a date. Write it as {example}.',
    fr: '« {value} » n’est pas une date. Écrivez-la ainsi : {example}.',
  },
  date_order: {
    en: '“{value}” is not a date in day/month/year order: there is no month {month}. If the file writes the month first, choose “month/day/year” and check again.',
    fr: '« {value} » n’est pas une date dans l’ordre jour/mois/année : il n’y a pas de mois {month}. Si le fichier écrit le mois en premier, choisissez « mois/jour/année » puis vérifiez à nouveau.',
  },
  not_an_amount: {
    en: '“{value}” is not an amount. Write it with digits only, for example {example}.',
    fr: '« {value} » n’est pas un montant. Écrivez-le en chiffres, par exemple {example}.',
  },
  amount_ambiguous: {
    en: '“{value}” can be read in two ways: {small} or {large}. Write the decimals in full.',
    fr: '« {value} » peut se lire de deux façons : {small} ou {large}. Écrivez les décimales en entier.',
  },
  amount_separator: {
    en: '“{value}” is not written like the rest of the file, where decimals follow a {separator_en}.',
    fr: '« {value} » n’est pas écrit comme le reste du fichier, où les décimales suivent {separator_fr}.',
  },
  amount_decimals: {
    en: '“{value}” has more decimals than {currency} has.',
    fr: '« {value} » a plus de décimales que la devise {currency}.',
  },
  amount_negative: {
    en: '“{value}” is below zero.',
    fr: '« {value} » est inférieur à zéro.',
  },
  not_an_email: {
    en: '“{value}” is not an e-mail address.',
    fr: '« {value} » n’est pas une adresse e-mail.',
  },
  not_an_interval: {
    en: '“{value}” is not a billing interval. Write month, year, week, or “3 months”.',
    fr: '« {value} » n’est pas une périodicité. Écrivez mois, an, semaine ou « 3 mois ».',
  },
  not_yes_no: {
    en: '“{value}” is neither yes nor no.',
    fr: '« {value} » n’est ni oui ni non.',
  },
  not_a_number: {
    en: '“{value}” is not a number.',
    fr: '« {value} » n’est pas un nombre.',
  },
  not_a_currency: {
    en: '“{value}” is not a currency. Use three letters like EUR.',
    fr: '« {value} » n’est pas une devise. Utilisez trois lettres, comme EUR.',
  },
  not_a_choice: {
    en: '“{value}” is not one of: {choices}.',
    fr: '« {value} » ne fait pas partie de : {choices}.',
  },
  too_long: {
    en: 'This text has {length} characters; {limit} fit here.',
    fr: 'Ce texte a {length} caractères ; {limit} au plus tiennent ici.',
  },
  too_many_cells: {
    en: 'This row has more cells ({cells}) than the header ({columns}). A quotation mark or separator is probably out of place.',
    fr: 'Cette ligne a plus de cellules ({cells}) que l’en-tête ({columns}). Un guillemet ou un séparateur est sans doute mal placé.',
  },
  unknown_language: {
    en: '“{value}” is not a language we write in (fr, en); the organization’s will be used.',
    fr: '« {value} » n’est pas une langue disponible (fr, en) ; celle de l’organisation sera utilisée.',
  },
  unknown_plan: {
    en: 'There is no plan called “{value}”. Correct the name, create the plan, or let the import create missing plans.',
    fr: 'Aucune formule ne s’appelle « {value} ». Corrigez le nom, créez la formule, ou laissez l’import créer les formules manquantes.',
  },
  unknown_plan_suggestion: {
    en: 'There is no plan called “{value}”. Did you mean “{suggestion}”?',
    fr: 'Aucune formule ne s’appelle « {value} ». Vouliez-vous dire « {suggestion} » ?',
  },
  plan_archived: {
    en: 'The plan “{value}” is archived and cannot be joined.',
    fr: 'La formule « {value} » est archivée : on ne peut plus y adhérer.',
  },
  plan_without_price: {
    en: 'The file gives no amount and the plan “{value}” has no price; it comes in at {amount}. Set its price before the first invoice.',
    fr: 'Le fichier ne donne pas de montant et la formule « {value} » n’a pas de tarif ; elle est importée à {amount}. Fixez son tarif avant la première facture.',
  },
  next_before_start: {
    en: 'The next invoice ({next}) is before the start ({start}).',
    fr: 'La prochaine facture ({next}) précède le début ({start}).',
  },
  next_moved: {
    en: 'The next invoice date {next} is over: the next one of the same rhythm is {moved}. Nothing is invoiced for the time before.',
    fr: 'La date de prochaine facture {next} est passée : la suivante au même rythme est le {moved}. Rien n’est facturé pour le temps écoulé.',
  },
  end_before_start: {
    en: 'The end ({end}) is before the start ({start}).',
    fr: 'La fin ({end}) précède le début ({start}).',
  },
  same_row: {
    en: 'This row repeats row {row}; it was counted once.',
    fr: 'Cette ligne répète la ligne {row} ; elle n’est comptée qu’une fois.',
  },
  duplicate_email: {
    en: 'The e-mail “{value}” is also on row {row}. Each person takes one row: merge them or correct the address.',
    fr: 'L’e-mail « {value} » est aussi à la ligne {row}. Une personne tient sur une ligne : réunissez-les ou corrigez l’adresse.',
  },
  duplicate_external_id: {
    en: 'The identifier “{value}” is also on row {row}.',
    fr: 'L’identifiant « {value} » est aussi à la ligne {row}.',
  },
  duplicate_name: {
    en: 'Row {row} has the same name and start date, and neither has an e-mail or identifier to tell them apart.',
    fr: 'La ligne {row} porte le même nom et la même date de début, et ni e-mail ni identifiant ne les distingue.',
  },
  two_contacts: {
    en: 'The identifier belongs to one contact and the e-mail “{value}” to another. Merge the two contacts, or correct the row.',
    fr: 'L’identifiant appartient à un contact et l’e-mail « {value} » à un autre. Fusionnez-les, ou corrigez la ligne.',
  },
  name_twice: {
    en: 'Several contacts without e-mail are called “{value}”. Add an e-mail or identifier to say which one is meant.',
    fr: 'Plusieurs contacts sans e-mail s’appellent « {value} ». Ajoutez un e-mail ou un identifiant pour dire lequel.',
  },
  email_is_company: {
    en: 'The e-mail “{value}” belongs to a company, not to a person.',
    fr: 'L’e-mail « {value} » appartient à une entreprise, pas à une personne.',
  },
  payer_unknown: {
    en: 'Nobody is called “{value}”, neither in this file nor among your contacts. The name must be spelled the same.',
    fr: 'Personne ne s’appelle « {value} », ni dans ce fichier ni parmi vos contacts. Le nom doit être écrit à l’identique.',
  },
  payer_unknown_suggestion: {
    en: 'Nobody is called “{value}”. Did you mean “{suggestion}”?',
    fr: 'Personne ne s’appelle « {value} ». Vouliez-vous dire « {suggestion} » ?',
  },
  payer_twice: {
    en: 'Several people are called “{value}”. Write the payer’s e-mail instead of the name.',
    fr: 'Plusieurs personnes s’appellent « {value} ». Indiquez l’e-mail du payeur au lieu de son nom.',
  },
  payer_self: {
    en: '“{value}” cannot be paid by themselves. Leave “paid by” empty.',
    fr: '« {value} » ne peut pas être son propre payeur. Laissez « payé par » vide.',
  },
  payer_cycle: {
    en: '“{value}” is paid by this same person: they would pay for each other.',
    fr: '« {value} » est justement payé par cette personne : chacun paierait pour l’autre.',
  },
  payer_chain: {
    en: '“{value}” does not pay alone: {payer} pays for them. Name {payer} here, or clear “paid by” on the row of {value}.',
    fr: '« {value} » ne paie pas : c’est {payer} qui paie à sa place. Indiquez {payer} ici, ou videz « payé par » à la ligne de {value}.',
  },
  payer_chain_below: {
    en: 'Somebody among your contacts is paid by this person, who therefore cannot be paid by “{value}”.',
    fr: 'Un de vos contacts est payé par cette personne, qui ne peut donc pas être payée par « {value} ».',
  },
  payer_refused: {
    en: 'The payer “{value}” is on row {row}, which is refused.',
    fr: 'Le payeur « {value} » est à la ligne {row}, qui est refusée.',
  },
  company_similar: {
    en: '“{value}” looks like “{suggestion}”, but is not spelled the same: it becomes a company of its own.',
    fr: '« {value} » ressemble à « {suggestion} », sans être écrit pareil : ce sera une autre entreprise.',
  },
  plan_full: {
    en: 'All {capacity} seats of “{value}” are taken. Raise its capacity, or free a seat, and import this row again.',
    fr: 'Les {capacity} places de « {value} » sont prises. Augmentez sa capacité ou libérez une place, puis importez à nouveau cette ligne.',
  },
  plan_differs: {
    en: 'They hold “{value}”, invoiced here since. Change the plan on their record, so that nobody is charged twice.',
    fr: 'Cette personne a « {value} », facturé ici depuis. Changez la formule sur sa fiche, pour ne rien facturer deux fois.',
  },
  billing_kept: {
    en: 'Their subscription has been invoiced or changed here since: it stays as it is.',
    fr: 'Son abonnement a été facturé ou modifié ici depuis : il reste inchangé.',
  },
  consent_kept: {
    en: 'They had refused e-mails: an import does not change that.',
    fr: 'Cette personne avait refusé les e-mails : un import n’y change rien.',
  },
  contact_blocked: {
    en: 'This contact is blocked and cannot join.',
    fr: 'Ce contact est bloqué et ne peut pas adhérer.',
  },
} as const satisfies Record<string, Sentence>;

export type ProblemCode = keyof typeof sentences;

/** Something to say about a row; an error refuses the row, a warning does not. */
export type Problem = {
  code: ProblemCode;
  level: 'error' | 'warning';
  /** The column's header as it stands in the file; null when it concerns the whole row. */
  column: string | null;
  params: Record<string, string | number>;
};

/** Makes an error, which refuses its row. */
export function error(
  code: ProblemCode,
  column: string | null,
  params: Problem['params'] = {},
): Problem {
  return { code, level: 'error', column, params: shortened(params) };
}

/** Makes a warning: the row comes in. */
export function warning(
  code: ProblemCode,
  column: string | null,
  params: Problem['params'] = {},
): Problem {
  return { code, level: 'warning', column, params: shortened(params) };
}

/** The problem in plain words of a language. Parameters named `<key>_fr` serve the French text. */
export function sayProblem(problem: Problem, language: Language): string {
  return sentences[problem.code][language].replace(/\{(\w+)\}/g, (whole, key: string) => {
    const own = language === 'fr' ? problem.params[`${key}_fr`] : undefined;
    return String(own ?? problem.params[key] ?? whole);
  });
}

/** All codes, for tests and documentation. */
export const problemCodes = Object.keys(sentences) as ProblemCode[];

function shortened(params: Problem['params']): Problem['params'] {
  const value = params.value;
  if (typeof value !== 'string' || value.length <= 80) return params;
  return { ...params, value: `${value.slice(0, 79)}…` };
}
