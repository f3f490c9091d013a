import { minorOf } from './amounts.ts';
import type { Filter, Literal, Query, Value } from './ast.ts';
import { leavesOf, mapFilters } from './ast.ts';
import { isPartialDate } from './dateWords.ts';
import { deliveryName } from './deliveries.ts';
import type { FieldFact, Named, QueryFacts } from './facts.ts';
import { checkFieldValue } from './fieldValues.ts';
import { fold } from './fold.ts';
import { keyOf } from './keys.ts';
import { queryProblem } from './problem.ts';
import { nearest } from './suggest.ts';

/**
 * Looks up every plan, label, company, payer and own field that a query names, and checks own
 * fields' values by their type. Throws `InvalidQuery` with the column for a name nobody has.
 */
export function resolveNames(query: Query, facts: QueryFacts): Query {
  return mapFilters(query, (filter) => resolveFilter(filter, facts));
}

/** Which facts a query needs, so that a caller loads nothing for nothing. */
export function factsNeeded(query: Query): { names: boolean; contacts: string[] } {
  const filters = leavesOf(query).filter((leaf) => leaf.node === 'filter');
  const kinds = new Set(filters.map((filter) => keyOf(filter.key).kind));
  const contacts = filters
    .filter((filter) => keyOf(filter.key).kind === 'contact')
    .flatMap((filter) => filter.values.flatMap(literalsOf))
    .map((literal) => literal.text);
  const names = (['plan', 'label', 'field', 'benefit', 'delivery'] as const).some((kind) =>
    kinds.has(kind),
  );
  return { names, contacts };
}

function literalsOf(value: Value): Literal[] {
  if (value.shape === 'compare') return [value.literal];
  if (value.shape === 'range') return [value.from, value.to].filter((literal) => literal !== null);
  return [];
}

/** The value with each of its literals replaced. */
export function mapLiterals(value: Value, change: (literal: Literal) => Literal): Value {
  if (value.shape === 'compare') return { ...value, literal: change(value.literal) };
  if (value.shape !== 'range') return value;
  return { ...value, from: value.from && change(value.from), to: value.to && change(value.to) };
}

function resolveFilter(filter: Filter, facts: QueryFacts): Filter {
  const { kind } = keyOf(filter.key);
  if (kind === 'field') return resolveField(filter, facts);
  const values = filter.values.map((value) =>
    mapLiterals(value, (literal) => {
      if (kind === 'plan') return named(literal, facts.plans, { filter, value });
      if (kind === 'label') return named(literal, facts.labels, { filter, value });
      if (kind === 'benefit') return named(literal, facts.benefits, { filter, value });
      if (kind === 'delivery') {
        const called: Filter = { ...filter, key: 'benefit' };
        return delivery(literal, facts.benefits, { filter: called, value });
      }
      if (kind === 'contact') return named(literal, facts.contacts ?? [], { filter, value });
      if (kind === 'amount') return minorOf(literal, facts.currency, value.span.start);
      return literal;
    }),
  );
  for (const value of values) refuseEmptyRange(value);
  return { ...filter, values };
}

function named(literal: Literal, all: readonly Named[], at: { filter: Filter; value: Value }) {
  const wanted = fold(literal.text);
  const found = all.filter((one) => spellingsOf(one).some((name) => fold(name) === wanted));
  if (found.length > 0) return { ...literal, ids: found.map((one) => one.id) };
  const near = nearest(literal.text, all, spellingsOf);
  throw queryProblem('unknown_name', at.value.span.start, {
    found: literal.text,
    key: keyOf(at.filter.key),
    suggestion: near && { en: near.name, fr: near.name },
  });
}

/** A benefit by its whole name; else what is before the @, with the days behind it. */
function delivery(literal: Literal, all: readonly Named[], at: { filter: Filter; value: Value }) {
  const { name, on } = deliveryName(literal.text);
  const isWhole = all.some((one) => fold(one.name) === fold(literal.text));
  if (on === null || isWhole) return named(literal, all, at);
  const { ids } = named({ text: name }, all, at);
  return { ...literal, ids, on };
}

function spellingsOf(one: Named): string[] {
  return [one.name, one.id, ...(one.key ? [one.key] : [])];
}

function resolveField(filter: Filter, facts: QueryFacts): Filter {
  const field = facts.fields.find((one) => one.key === filter.field);
  if (!field) {
    const near = nearest(filter.field ?? '', facts.fields, fieldSpellings);
    const suggestion = near && { en: `field.${near.key}`, fr: `champ.${near.key}` };
    throw queryProblem('unknown_field', filter.span.start, { found: filter.field, suggestion });
  }
  const values = filter.values.map((value) => checkFieldValue(value, field, facts.currency));
  const numeric = field.type === 'amount' || field.type === 'number';
  if (numeric && values.length > 1) throw queryProblem('amount_list', values[1]!.span.start - 1);
  for (const value of values) refuseEmptyRange(value);
  return { ...filter, values, fieldType: field.type };
}

function fieldSpellings(field: FieldFact): string[] {
  return [field.key, field.label.en, field.label.fr];
}

function refuseEmptyRange(value: Value): void {
  if (value.shape !== 'range' || !value.from || !value.to) return;
  const { from, to } = value;
  if (!isEmpty(from, to)) return;
  throw queryProblem('empty_range', value.span.start, { found: `${from.text}..${to.text}` });
}

function isEmpty(from: Literal, to: Literal): boolean {
  if (from.minor !== undefined && to.minor !== undefined) return from.minor > to.minor;
  if (isPartialDate(from.text) && isPartialDate(to.text)) return from.text > `${to.text}-99`;
  return Number(from.text) > Number(to.text);
}
