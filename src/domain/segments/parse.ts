import type { Filter, Query, Value } from './ast.ts';
import type { Key, KeyName } from './keys.ts';
import { findKey, keyOf, keys, spellings } from './keys.ts';
import { queryProblem } from './problem.ts';
import type { Cursor } from './scan.ts';
import { atEnd, peekWord, skipSpace, take, takeBare, takeQuoted } from './scan.ts';
import { nearest } from './suggest.ts';
import { readValue } from './values.ts';

/** What one query may cost: its length, and how many parts and levels it may have. */
export const limits = { characters: 4000, parts: 200, levels: 30 };

type Reader = Cursor & { parts: number; level: number };

const orWords = ['OR', 'OU', '|'];
const andWords = ['AND', 'ET', '&'];
const notWords = ['NOT', 'NON'];

/** Words in capitals that join filters; as search text they are written in quotes. */
export const reservedWords = [...orWords, ...andWords, ...notWords];

/**
 * Reads one line of the query language (docs/query-language.md; spec/people.md "The list").
 * English and French words are both understood. Names of plans, labels, fields and companies are
 * not looked up here: `resolveNames` does. Throws `InvalidQuery` with the column of the problem.
 */
export function parseQuery(text: string): Query {
  if (text.length > limits.characters) {
    throw queryProblem('too_long', limits.characters, { found: String(limits.characters) });
  }
  const nul = text.indexOf('\0');
  if (nul >= 0) throw queryProblem('unexpected', nul, { found: '\\0' });
  const reader: Reader = { text, at: 0, parts: 0, level: 0 };
  skipSpace(reader);
  if (atEnd(reader)) return { node: 'everybody', span: { start: 0, end: text.length } };
  const query = readOr(reader);
  if (!atEnd(reader)) throw queryProblem('unexpected', reader.at, { found: text[reader.at]! });
  return query;
}

function readOr(reader: Reader): Query {
  return readJoined(reader, 'or', () => {
    if (!takeWord(reader, orWords)) return false;
    needMore(reader, 'OR');
    return true;
  });
}

function readAnd(reader: Reader): Query {
  return readJoined(reader, 'and', () => {
    if (takeWord(reader, andWords)) {
      needMore(reader, 'AND');
      return true;
    }
    return !atEnd(reader) && reader.text[reader.at] !== ')' && !orWords.includes(peekWord(reader));
  });
}

function readJoined(reader: Reader, node: 'and' | 'or', goesOn: () => boolean): Query {
  const readPart = node === 'or' ? readAnd : readNot;
  const start = reader.at;
  const parts = [readPart(reader)];
  let end = parts[0]!.span.end;
  while (goesOn()) {
    const part = readPart(reader);
    end = part.span.end;
    parts.push(part);
  }
  return parts.length === 1 ? parts[0]! : { node, parts, span: { start, end } };
}

function takeWord(reader: Reader, words: string[]): boolean {
  const word = peekWord(reader);
  if (!words.includes(word)) return false;
  reader.at += word.length;
  skipSpace(reader);
  return true;
}

function needMore(reader: Reader, found: string): void {
  const word = peekWord(reader);
  const missing = atEnd(reader) || reader.text[reader.at] === ')';
  if (missing || orWords.includes(word) || andWords.includes(word)) {
    throw queryProblem('missing_operand', reader.at, { found });
  }
}

function readNot(reader: Reader): Query {
  const start = reader.at;
  const sign = reader.text[reader.at] === '-' && reader.text.length > reader.at + 1;
  const word = peekWord(reader);
  if (!sign && !notWords.includes(word)) return readOne(reader);
  reader.at += sign ? 1 : word.length;
  if (sign && /\s/u.test(reader.text[reader.at]!)) {
    throw queryProblem('missing_operand', start, { found: '-' });
  }
  skipSpace(reader);
  needMore(reader, sign ? '-' : 'NOT');
  const part = deeper(reader, () => readNot(reader));
  return { node: 'not', part, span: { start, end: part.span.end } };
}

function deeper<T>(reader: Reader, read: () => T): T {
  reader.level++;
  if (reader.level > limits.levels) {
    throw queryProblem('too_complex', reader.at, { found: String(limits.levels) });
  }
  const result = read();
  reader.level--;
  return result;
}

function readOne(reader: Reader): Query {
  reader.parts++;
  if (reader.parts > limits.parts) {
    throw queryProblem('too_complex', reader.at, { found: String(limits.parts) });
  }
  const start = reader.at;
  const word = peekWord(reader);
  if (take(reader, '(')) return readGroup(reader, start);
  if (andWords.includes(word) || orWords.includes(word)) {
    throw queryProblem('unexpected', start, { found: word });
  }
  const quoted = takeQuoted(reader);
  const name = quoted ? undefined : /^[\p{L}\p{N}'’_.-]*:/u.exec(reader.text.slice(start))?.[0];
  const query = name === undefined ? readText(reader, quoted) : readFilter(reader, name);
  const next = reader.text[reader.at];
  if (next !== undefined && next !== ')' && !/\s/u.test(next)) {
    throw queryProblem('unexpected', reader.at, { found: next });
  }
  skipSpace(reader);
  return query;
}

function readGroup(reader: Reader, start: number): Query {
  skipSpace(reader);
  if (atEnd(reader)) throw queryProblem('unclosed_group', start);
  if (reader.text[reader.at] === ')') throw queryProblem('empty_group', start);
  const query = deeper(reader, () => readOr(reader));
  if (!take(reader, ')')) throw queryProblem('unclosed_group', start);
  const end = reader.at;
  skipSpace(reader);
  return { ...query, span: { start, end } };
}

function readText(reader: Reader, quoted: { text: string; start: number } | undefined): Query {
  const piece = quoted ?? takeBare(reader, '()"«“');
  if (piece.text === '') {
    throw queryProblem('unexpected', reader.at, { found: reader.text[reader.at] ?? '' });
  }
  return { node: 'text', text: piece.text, span: { start: piece.start, end: reader.at } };
}

function readFilter(reader: Reader, name: string): Filter {
  const start = reader.at;
  const { key, field } = keyNamed(name.slice(0, -1), start);
  reader.at += name.length;
  const overdue = key === 'invoice' && /^(overdue|en-retard):/i.exec(reader.text.slice(reader.at));
  if (overdue) reader.at += overdue[0].length;
  const actual: KeyName = overdue ? 'overdue-days' : key;
  const { values, mode } = readValues(reader, keyOf(actual));
  const span = { start, end: reader.at };
  const filter: Filter = { node: 'filter', key: actual, mode, values, span };
  return field === undefined ? filter : { ...filter, field };
}

function keyNamed(typed: string, start: number): { key: KeyName; field?: string } {
  const dot = typed.indexOf('.');
  const key = findKey(dot < 0 ? typed : typed.slice(0, dot));
  if (!key || (dot >= 0 && key !== 'field')) {
    const suggestion = nearest(typed, Object.values(keys), spellings);
    throw queryProblem('unknown_key', start, { found: typed, suggestion });
  }
  if (key !== 'field') return { key };
  if (dot < 0 || dot === typed.length - 1) throw queryProblem('missing_field', start);
  return { key, field: typed.slice(dot + 1).toLowerCase() };
}

function readValues(reader: Reader, key: Key): { values: Value[]; mode: 'any' | 'all' } {
  const values = [readValue(reader, key)];
  let joiner = '';
  while (reader.text[reader.at] === ',' || reader.text[reader.at] === '+') {
    const sign = reader.text[reader.at]!;
    if (sign === '+' && !key.allOf) throw queryProblem('no_all_of', reader.at, { key });
    if (key.kind === 'amount') throw queryProblem('amount_list', reader.at);
    if (joiner && sign !== joiner) throw queryProblem('mixed_list', reader.at);
    joiner = sign;
    reader.at++;
    values.push(readValue(reader, key));
  }
  return { values, mode: joiner === '+' ? 'all' : 'any' };
}
