import { queryProblem } from './problem.ts';

/** A place in the text, moved forward while reading. */
export type Cursor = { text: string; at: number };

/** A quoted or bare piece of a value. */
export type Piece = { text: string; quoted: boolean; start: number; end: number };

const space = /\s/u;

/** Moves past white space. */
export function skipSpace(cursor: Cursor): void {
  while (cursor.at < cursor.text.length && space.test(cursor.text[cursor.at]!)) cursor.at++;
}

/** True at the end of the text. */
export function atEnd(cursor: Cursor): boolean {
  return cursor.at >= cursor.text.length;
}

/** Takes `expected` when the text goes on with it. */
export function take(cursor: Cursor, expected: string): boolean {
  if (!cursor.text.startsWith(expected, cursor.at)) return false;
  cursor.at += expected.length;
  return true;
}

const quotes: Record<string, string> = { '"': '"', '“': '”', '«': '»' };

/** A quoted text when one begins here; `\"` and `\\` stand for themselves. */
export function takeQuoted(cursor: Cursor): Piece | undefined {
  const start = cursor.at;
  const closing = quotes[cursor.text[start] ?? ''];
  if (!closing) return undefined;
  let text = '';
  for (let at = start + 1; at < cursor.text.length; at++) {
    const letter = cursor.text[at]!;
    if (letter === closing) {
      cursor.at = at + 1;
      // French quotes stand apart from their text by a space that is not part of it.
      const inner = closing === '»' ? text.trim() : text;
      if (inner.trim() === '') throw queryProblem('empty_text', start);
      return { text: inner, quoted: true, start, end: cursor.at };
    }
    const escaped = letter === '\\' && /["\\”»]/.test(cursor.text[at + 1] ?? '');
    text += escaped ? cursor.text[++at]! : letter;
  }
  throw queryProblem('unclosed_quote', start);
}

/** Everything up to white space or one of `stops`. */
export function takeBare(cursor: Cursor, stops: string): Piece {
  const start = cursor.at;
  while (!atEnd(cursor)) {
    const letter = cursor.text[cursor.at]!;
    if (space.test(letter) || stops.includes(letter)) break;
    cursor.at++;
  }
  return { text: cursor.text.slice(start, cursor.at), quoted: false, start, end: cursor.at };
}

/** The word from here to the next white space or parenthesis, without moving. */
export function peekWord(cursor: Cursor): string {
  return takeBare({ ...cursor }, '()').text;
}
