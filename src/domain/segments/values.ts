import type { Compare, Literal, Value, ValueShape } from './ast.ts';
import { dateWords, isPartialDate, spanWords, unitWords } from './dateWords.ts';
import { sayDelivery } from './deliveries.ts';
import type { Key, Word } from './keys.ts';
import { any, findWord, none, spellings } from './keys.ts';
import { queryProblem } from './problem.ts';
import type { Cursor, Piece } from './scan.ts';
import { takeBare, takeQuoted } from './scan.ts';
import { nearest } from './suggest.ts';

const compares: readonly [string, Compare][] = [
  ['>=', '>='],
  ['≥', '>='],
  ['<=', '<='],
  ['≤', '<='],
  ['>', '>'],
  ['<', '<'],
  ['=', '='],
];

/** True when values of the key have an order, so that `>=10` and `1..9` make sense. */
export function isOrdered(key: Key): boolean {
  return ['amount', 'count', 'date', 'field'].includes(key.kind);
}

/** Reads one value at the cursor. Throws `InvalidQuery` with its column. */
export function readValue(cursor: Cursor, key: Key): Value {
  const start = cursor.at;
  const shape = isOrdered(key) ? readOrdered(cursor, key) : readPlain(cursor, key);
  return { ...shape, span: { start, end: cursor.at } };
}

function stopsOf(key: Key): string {
  return key.allOf ? ',()"«“+' : ',()"«“';
}

function readPiece(cursor: Cursor, key: Key): Piece {
  const piece = takeQuoted(cursor) ?? takeBare(cursor, stopsOf(key));
  if (piece.text === '') throw queryProblem('missing_value', piece.start, { key });
  return piece;
}

function readPlain(cursor: Cursor, key: Key): ValueShape {
  const piece = readPiece(cursor, key);
  return presence(piece, key) ?? equals(literalOf(piece, key));
}

function readOrdered(cursor: Cursor, key: Key): ValueShape {
  const found = compares.find(([sign]) => cursor.text.startsWith(sign, cursor.at));
  if (found) {
    cursor.at += found[0].length;
    return { shape: 'compare', op: found[1], literal: literalOf(readPiece(cursor, key), key) };
  }
  const quoted = takeQuoted(cursor);
  if (quoted) return equals(literalOf(quoted, key));
  const piece = readPiece(cursor, key);
  const range = rangeOf(piece, key);
  return range ?? presence(piece, key) ?? withinOf(piece, key) ?? equals(literalOf(piece, key));
}

function equals(literal: Literal): ValueShape {
  return { shape: 'compare', op: '=', literal };
}

function presence(piece: Piece, key: Key): ValueShape | undefined {
  if (piece.quoted || !key.presence) return undefined;
  if (findWord([none], piece.text)) return { shape: 'none' };
  if (findWord([any], piece.text)) return { shape: 'any' };
  return undefined;
}

function rangeOf(piece: Piece, key: Key): ValueShape | undefined {
  const dots = piece.text.indexOf('..');
  if (dots < 0) return undefined;
  const side = (from: number, to: number): Literal | null => {
    const text = piece.text.slice(from, to);
    if (text === '') return null;
    return literalOf({ ...piece, text, start: piece.start + from }, key);
  };
  const from = side(0, dots);
  const to = side(dots + 2, piece.text.length);
  if (!from && !to) throw queryProblem('missing_value', piece.start, { key });
  return { shape: 'range', from, to };
}

/** A century at most: further from today there may be no such date. */
const longest = { d: 36_525, w: 5_200, m: 1_200, y: 100 };

function withinOf(piece: Piece, key: Key): ValueShape | undefined {
  const parts = /^(\p{L}+):(\d{1,4})(\p{L})$/u.exec(piece.text);
  if (!parts || (key.kind !== 'date' && key.kind !== 'field')) return undefined;
  const side = findWord(spanWords, parts[1]!)?.en;
  const unit = findWord(unitWords, parts[3]!)?.en;
  const count = Number(parts[2]);
  if (!side || !unit || count > longest[unit]) return undefined;
  return { shape: 'within', side: side as 'last' | 'next', count, unit };
}

/** The canonical form of one written value; throws `InvalidQuery` when it is none of the key's. */
function literalOf(piece: Piece, key: Key): Literal {
  const { text, start } = piece;
  switch (key.kind) {
    case 'word':
      return { text: wordOf(piece, key) };
    case 'date':
      return { text: dateOf(text, start) };
    case 'amount':
      return amountOf(text, start);
    case 'count':
      if (!/^\d{1,9}[dj]?$/.test(text)) throw queryProblem('bad_number', start, { found: text });
      return { text: String(Number.parseInt(text, 10)) };
    case 'currency':
      if (!/^[a-z]{3}$/i.test(text)) throw queryProblem('bad_currency', start, { found: text });
      return { text: text.toUpperCase() };
    case 'delivery':
      return { text: sayDelivery(text, 'en') };
    default:
      if (!piece.quoted && key.kind !== 'text' && /^[<>=≤≥]/.test(text)) {
        throw queryProblem('no_comparison', start, { key });
      }
      return { text };
  }
}

function wordOf(piece: Piece, key: Key): string {
  const words = key.words ?? [];
  const word = findWord(words, piece.text);
  if (word) return word.en;
  if (/^[<>=≤≥]|\.\./.test(piece.text)) throw queryProblem('no_comparison', piece.start, { key });
  const known: Word[] = key.presence ? [...words, none, any] : [...words];
  const suggestion = nearest(piece.text, known, spellings);
  throw queryProblem('unknown_value', piece.start, { found: piece.text, key, suggestion });
}

/** A partial date or date word in canonical form; throws `bad_date` for anything else. */
export function dateOf(text: string, start: number): string {
  const word = findWord(dateWords, text);
  if (word) return word.en;
  if (isPartialDate(text)) return text;
  const suggestion = nearest(text, dateWords, spellings);
  throw queryProblem('bad_date', start, { found: text, suggestion });
}

/** A decimal amount, with its currency code if one is written; comma or point (billing §12). */
export function amountOf(text: string, start: number): Literal {
  const parts = /^(-?\d{1,12})(?:[.,](\d{1,4}))?\s?([a-z]{3})?$/i.exec(text);
  if (!parts) throw queryProblem('bad_amount', start, { found: text });
  const whole = parts[1]!.replace(/^(-?)0+(?=\d)/, '$1');
  const written = parts[2] === undefined ? whole : `${whole}.${parts[2]}`;
  return parts[3] ? { text: written, currency: parts[3].toUpperCase() } : { text: written };
}
