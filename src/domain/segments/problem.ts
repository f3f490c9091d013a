import { defineRefusal } from '../errors.ts';

/**
 * A query that cannot be understood. Parameters: `position` (column from 1), `reason` (a stable
 * snake_case word), `found`, `suggestion` (in the person's language, empty when nothing is near).
 */
export const InvalidQuery = defineRefusal('invalid_query', 422, {
  en: 'Column {position}: {problem_en}',
  fr: 'Colonne {position} : {problem_fr}',
});

type Text = { en: string; fr: string };

const reasons = {
  unknown_key: { en: 'there is no filter “{found}”.', fr: 'le filtre « {found} » n’existe pas.' },
  unknown_value: {
    en: '“{key}” has no value “{found}”.',
    fr: '« {key} » n’a pas de valeur « {found} ».',
  },
  unknown_name: {
    en: 'there is no {key} called “{found}” here.',
    fr: 'aucun élément « {found} » pour « {key} » ici.',
  },
  unknown_field: {
    en: 'there is no own field “{found}”.',
    fr: 'aucun champ personnalisé « {found} ».',
  },
  missing_field: {
    en: 'name the field: field.<key>:value.',
    fr: 'nommez le champ : champ.<clé>:valeur.',
  },
  missing_value: { en: '“{key}:” needs a value.', fr: '« {key}: » attend une valeur.' },
  bad_date: {
    en: '“{found}” is not a date. Use 2026-01-31, 2026-01, 2026, today, this-month or last:30d.',
    fr: '« {found} » n’est pas une date. Écrivez 2026-01-31, 2026-01, 2026, ce-mois, derniers:30j.',
  },
  bad_amount: {
    en: '“{found}” is not an amount. Write 100 or 12.50, with a currency if need be: 12.50EUR.',
    fr: '« {found} » n’est pas un montant. Écrivez 100 ou 12.50, ou avec la devise : 12.50EUR.',
  },
  amount_list: {
    en: 'write decimals with a point (12.50), and several amounts with OR.',
    fr: 'écrivez les décimales avec un point (12.50), et plusieurs montants avec OU.',
  },
  bad_number: { en: '“{found}” is not a number.', fr: '« {found} » n’est pas un nombre.' },
  bad_currency: {
    en: '“{found}” is not a currency code such as EUR.',
    fr: '« {found} » n’est pas un code de devise comme EUR.',
  },
  no_comparison: {
    en: '“{key}” cannot be compared with < > or a range.',
    fr: '« {key} » ne se compare pas avec < > ni un intervalle.',
  },
  no_all_of: {
    en: '“{key}” cannot ask for several at once with +. Quote a name that holds a +.',
    fr: '« {key} » n’accepte pas plusieurs valeurs avec +. Un nom avec + se met entre guillemets.',
  },
  empty_range: {
    en: 'the range “{found}” is empty.',
    fr: 'l’intervalle « {found} » est vide.',
  },
  mixed_list: {
    en: 'use either commas (any of) or + (all of), not both.',
    fr: 'employez des virgules (l’un de) ou des + (tous), pas les deux.',
  },
  unclosed_quote: {
    en: 'the quotation mark is never closed.',
    fr: 'ce guillemet n’est jamais fermé.',
  },
  empty_text: { en: 'the quotation marks are empty.', fr: 'les guillemets sont vides.' },
  unclosed_group: {
    en: 'the parenthesis is never closed.',
    fr: 'cette parenthèse n’est jamais fermée.',
  },
  empty_group: { en: 'the parentheses are empty.', fr: 'les parenthèses sont vides.' },
  unexpected: {
    en: '“{found}” does not belong here.',
    fr: '« {found} » n’a pas sa place ici.',
  },
  missing_operand: {
    en: 'something is missing after “{found}”.',
    fr: 'il manque quelque chose après « {found} ».',
  },
  too_long: {
    en: 'the query is too long (at most {found} characters).',
    fr: 'la recherche est trop longue (au plus {found} caractères).',
  },
  too_complex: {
    en: 'the query is too complex (at most {found} filters and levels).',
    fr: 'la recherche est trop complexe (au plus {found} filtres et niveaux).',
  },
} satisfies Record<string, Text>;

export type Reason = keyof typeof reasons;

export type ProblemDetails = { found?: string; key?: Text; suggestion?: Text | undefined };

/** The refusal for a problem at an offset of the text (0-based). */
export function queryProblem(reason: Reason, offset: number, details: ProblemDetails = {}) {
  const { found = '', key, suggestion } = details;
  const sentence = (language: 'en' | 'fr') => {
    const said = reasons[reason][language]
      .replace('{found}', () => found)
      .replace('{key}', () => key?.[language] ?? '');
    if (!suggestion) return said;
    const hint = suggestion[language];
    return language === 'en'
      ? `${said} Did you mean “${hint}”?`
      : `${said} Vouliez-vous « ${hint} » ?`;
  };
  return new InvalidQuery({
    position: offset + 1,
    reason,
    found,
    suggestion: suggestion?.en ?? '',
    suggestion_fr: suggestion?.fr ?? '',
    problem_en: sentence('en'),
    problem_fr: sentence('fr'),
  });
}
