import type { KeyName } from './keys.ts';

/** Where something stands in the text: offsets from 0, end exclusive. Columns shown start at 1. */
export type Span = { start: number; end: number };

/**
 * One written value in canonical form: an English word, a decimal amount, a (partial) date, or a
 * name as typed. `resolveNames` fills `ids` where the key names something of the organization, and
 * `minor` for amounts: minor units of `currency`, or else of the organization's.
 */
export type Literal = {
  text: string;
  currency?: string;
  ids?: string[];
  minor?: number;
  /** Of a delivery: the (partial) date or date word in which its period began. */
  on?: string;
};

export type Compare = '=' | '<' | '<=' | '>' | '>=';

export type DateUnit = 'd' | 'w' | 'm' | 'y';

export type ValueShape =
  | { shape: 'none' }
  | { shape: 'any' }
  | { shape: 'compare'; op: Compare; literal: Literal }
  | { shape: 'range'; from: Literal | null; to: Literal | null }
  | { shape: 'within'; side: 'last' | 'next'; count: number; unit: DateUnit };

export type Value = ValueShape & { span: Span };

export type FieldType = 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice';

export type Filter = {
  node: 'filter';
  key: KeyName;
  /** For `field.<key>`: which own field, and its type once resolved. */
  field?: string;
  fieldType?: FieldType;
  /** `any` of the comma list, or `all` of the `+` list. */
  mode: 'any' | 'all';
  values: Value[];
  span: Span;
};

export type TextTerm = { node: 'text'; text: string; span: Span };

export type Query =
  | { node: 'everybody'; span: Span }
  | { node: 'and' | 'or'; parts: Query[]; span: Span }
  | { node: 'not'; part: Query; span: Span }
  | Filter
  | TextTerm;

/** Every filter and text term of a query, in the order written. */
export function leavesOf(query: Query): (Filter | TextTerm)[] {
  switch (query.node) {
    case 'everybody':
      return [];
    case 'and':
    case 'or':
      return query.parts.flatMap(leavesOf);
    case 'not':
      return leavesOf(query.part);
    default:
      return [query];
  }
}

/** The query with each filter replaced by what `change` makes of it. */
export function mapFilters(query: Query, change: (filter: Filter) => Filter): Query {
  switch (query.node) {
    case 'and':
    case 'or':
      return { ...query, parts: query.parts.map((part) => mapFilters(part, change)) };
    case 'not':
      return { ...query, part: mapFilters(query.part, change) };
    case 'filter':
      return change(query);
    default:
      return query;
  }
}
