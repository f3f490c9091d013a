import type { Language } from '../errors.ts';
import type { Filter, Literal, Query, Value } from './ast.ts';
import { dateWords, spanWords, unitWords } from './dateWords.ts';
import { sayDelivery } from './deliveries.ts';
import type { Key } from './keys.ts';
import { any, findWord, keyOf, none, say } from './keys.ts';
import { reservedWords } from './parse.ts';

/**
 * Writes a query back as text in a language's own words; parsing that text gives the same query.
 * English is the canonical form kept in segments, URLs and the API.
 */
export function printQuery(query: Query, language: Language = 'en'): string {
  switch (query.node) {
    case 'everybody':
      return '';
    case 'text':
      return printText(query.text);
    case 'filter':
      return printFilter(query, language);
    case 'not':
      return `-${printInner(query.part, language)}`;
    case 'and':
      return query.parts.map((part) => printInner(part, language)).join(' ');
    case 'or': {
      const parts = query.parts.map((part) =>
        part.node === 'or' ? `(${printQuery(part, language)})` : printQuery(part, language),
      );
      return parts.join(language === 'fr' ? ' OU ' : ' OR ');
    }
  }
}

function printInner(part: Query, language: Language): string {
  const text = printQuery(part, language);
  return part.node === 'and' || part.node === 'or' ? `(${text})` : text;
}

function printText(text: string): string {
  const plain = /^[\p{L}\p{M}\p{N}@._'’/#*][\p{L}\p{M}\p{N}@._'’/#*-]*$/u.test(text);
  return plain && !reservedWords.includes(text) ? text : quote(text);
}

/** A text in quotation marks. */
export function quote(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

function printFilter(filter: Filter, language: Language): string {
  const key = keyOf(filter.key);
  const name = filter.field === undefined ? key[language] : `${key[language]}.${filter.field}`;
  const values = filter.values.map((value) => printValue(value, key, language));
  return `${name}:${values.join(filter.mode === 'all' ? '+' : ',')}`;
}

/** One value as it is written after the colon. */
export function printValue(value: Value, key: Key, language: Language): string {
  const literal = (written: Literal | null) =>
    written ? printLiteral(written, key, language) : '';
  switch (value.shape) {
    case 'none':
      return none[language];
    case 'any':
      return any[language];
    case 'range':
      return `${literal(value.from)}..${literal(value.to)}`;
    case 'within': {
      const unit = say(unitWords, value.unit, language);
      return `${say(spanWords, value.side, language)}:${value.count}${unit}`;
    }
    case 'compare':
      return `${value.op === '=' ? '' : value.op}${literal(value.literal)}`;
  }
}

function printLiteral(literal: Literal, key: Key, language: Language): string {
  switch (key.kind) {
    case 'word':
      return say(key.words ?? [], literal.text, language);
    case 'date':
      return say(dateWords, literal.text, language);
    case 'amount':
      return `${literal.text}${literal.currency ?? ''}`;
    case 'count':
    case 'currency':
      return literal.text;
    case 'delivery':
      return printName(sayDelivery(literal.text, language), key);
    default:
      return printName(literal.text, key);
  }
}

function printName(text: string, key: Key): string {
  const reserved = key.presence && findWord([none, any], text);
  const bare = /^[\p{L}\p{M}\p{N}@_'’/#*][\p{L}\p{M}\p{N}@._'’/#*-]*$/u.test(text);
  const negative = key.kind === 'field' && /^-?\d+(\.\d+)?$/.test(text);
  const range = text.includes('..');
  return !reserved && (bare || negative) && !range ? text : quote(text);
}
