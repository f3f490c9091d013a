import type { Language } from '../errors.ts';
import type { FieldType, Query, Span } from './ast.ts';
import { dateWords, spanWords, unitWords } from './dateWords.ts';
import type { QueryFacts } from './facts.ts';
import type { Key, KeyName, ValueKind, Word } from './keys.ts';
import { any, keyOf, keys, none, yesNoWords } from './keys.ts';
import { printQuery, quote } from './print.ts';

/** A key as autocomplete offers it, in the person's language. */
export type KeyDescription = {
  /** As typed before the colon. */
  key: string;
  /** The canonical English key. */
  canonical: string;
  kind: ValueKind | FieldType;
  /** A field's label; otherwise the key itself. */
  label: string;
  /** What may follow the colon, ready to be inserted; names of contacts are not listed. */
  values: string[];
  comparable: boolean;
  allOf: boolean;
};

/** Every key with its values, for autocomplete and help: own fields come last. */
export function describeKeys(language: Language, facts: QueryFacts): KeyDescription[] {
  const names = Object.keys(keys) as KeyName[];
  const fixed = names
    .filter((name) => name !== 'field' && name !== 'text')
    .map((name) => describeKey(name, language, facts));
  return [...fixed, ...describeFields(language, facts)];
}

function describeKey(name: KeyName, language: Language, facts: QueryFacts): KeyDescription {
  const key = keyOf(name);
  return {
    key: key[language],
    canonical: name,
    kind: key.kind,
    label: key[language],
    values: [...valuesOf(key, language, facts), ...presenceOf(key, language)],
    comparable: ['amount', 'count', 'date'].includes(key.kind),
    allOf: key.allOf ?? false,
  };
}

function valuesOf(key: Key, language: Language, facts: QueryFacts): string[] {
  if (key.words) return said(key.words, language);
  if (key.kind === 'plan') return facts.plans.map((plan) => insertable(plan.name));
  if (key.kind === 'label') return facts.labels.map((label) => insertable(label.name));
  if (key.kind === 'benefit' || key.kind === 'delivery') {
    return facts.benefits.map((benefit) => insertable(benefit.name));
  }
  if (key.kind === 'date') return dateValues(language);
  if (key.kind === 'currency') return [facts.currency];
  return [];
}

function presenceOf(key: Key, language: Language): string[] {
  return key.presence ? [any[language], none[language]] : [];
}

function describeFields(language: Language, facts: QueryFacts): KeyDescription[] {
  return facts.fields.map((field) => ({
    key: `${keys.field[language]}.${field.key}`,
    canonical: `field.${field.key}`,
    kind: field.type,
    label: field.label[language],
    values: [...fieldValues(field, language), any[language], none[language]],
    comparable: ['amount', 'number', 'date'].includes(field.type),
    allOf: false,
  }));
}

function fieldValues(field: QueryFacts['fields'][number], language: Language): string[] {
  if (field.type === 'boolean') return said(yesNoWords, language);
  if (field.type === 'choice') return field.choices.map(insertable);
  return field.type === 'date' ? dateValues(language) : [];
}

function dateValues(language: Language): string[] {
  const day = unitWords[0]!;
  const spans = spanWords.map((word) => `${word[language]}:30${day[language]}`);
  return [...said(dateWords, language), ...spans];
}

function said(words: readonly Word[], language: Language): string[] {
  return words.map((word) => word[language]);
}

function insertable(name: string): string {
  return /^[\p{L}\p{N}_-]+$/u.test(name) ? name : quote(name);
}

/** One part of a query as a chip: where it stands in the text, and how it reads. */
export type Chip = { span: Span; text: string; key: KeyName | null; negated: boolean };

/** The top-level parts of a query, which the interface shows and removes one by one. */
export function chipsOf(query: Query, language: Language): Chip[] {
  if (query.node === 'everybody') return [];
  const parts = query.node === 'and' ? query.parts : [query];
  return parts.map((part) => {
    const inner = part.node === 'not' ? part.part : part;
    return {
      span: part.span,
      text: part.node === 'or' ? `(${printQuery(part, language)})` : printQuery(part, language),
      key: inner.node === 'filter' ? inner.key : null,
      negated: part.node === 'not',
    };
  });
}
