import type { FieldType } from './ast.ts';

/** Something of the organization that can be named in a query. */
export type Named = { id: string; name: string; key?: string };

export type FieldFact = {
  key: string;
  type: FieldType;
  label: { en: string; fr: string };
  choices: readonly string[];
};

/** What the words of a query are looked up in: the organization's own names. */
export type QueryFacts = {
  /** The organization's currency: amounts without a code are in it. */
  currency: string;
  plans: readonly Named[];
  labels: readonly Named[];
  benefits: readonly Named[];
  fields: readonly FieldFact[];
  /** Only the contacts that the query names (and near ones, to suggest): there may be a million. */
  contacts?: readonly Named[];
};
