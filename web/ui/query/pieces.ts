/** A stretch of a query's text, for coloring and completion. Offsets from 0, end exclusive. */
export type Piece = {
  kind: 'filter' | 'text' | 'operator' | 'space';
  text: string;
  from: number;
  to: number;
  /** Length of "-key:" at the start of a filter. */
  head: number;
};

const pattern =
  /(\s+)|(-?[\p{L}\p{N}][\p{L}\p{N}._-]*:)((?:"[^"]*"?|[^\s()"])*)|([()]|\b(?:OR|AND|NOT|OU|ET|SAUF)\b)|(-?"[^"]*"?|[^\s()]+)/gu;

/** Cuts a query into its pieces; every character belongs to exactly one. */
export function piecesOf(query: string): Piece[] {
  const pieces: Piece[] = [];
  for (const match of query.matchAll(pattern)) {
    const [text, space, head, , operator] = match;
    const kind = space ? 'space' : head ? 'filter' : operator ? 'operator' : 'text';
    pieces.push({
      kind,
      text,
      from: match.index,
      to: match.index + text.length,
      head: head?.length ?? 0,
    });
  }
  return pieces;
}

export type QueryHint = {
  /** The word in the reader's language: "statut". */
  word: string;
  label: string;
  help?: string;
  values?: { word: string; label: string }[];
};

export type Suggestion = {
  /** What is written in place of `from`–`to`. */
  insert: string;
  label: string;
  help?: string;
  from: number;
  to: number;
  kind: 'key' | 'value';
};

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

const quoted = (word: string) => (/[\s,()+"]/.test(word) ? `"${word}"` : word);

/** Keys or values that fit what stands before the caret. */
export function suggestionsAt(query: string, caret: number, hints: QueryHint[]): Suggestion[] {
  const piece = piecesOf(query).find((each) => each.from < caret && caret <= each.to);
  if (!piece || piece.kind === 'space' || piece.kind === 'operator') return [];
  const isInValue = piece.kind === 'filter' && caret >= piece.from + piece.head;
  return isInValue ? valuesAt(query, caret, piece, hints) : keysAt(query, caret, piece, hints);
}

function keysAt(query: string, caret: number, piece: Piece, hints: QueryHint[]): Suggestion[] {
  const from = piece.text.startsWith('-') ? piece.from + 1 : piece.from;
  const typed = fold(query.slice(from, caret));
  if (typed === '' || typed.startsWith('"')) return [];
  return hints
    .filter((hint) => fold(hint.word).startsWith(typed) || fold(hint.label).startsWith(typed))
    .slice(0, 8)
    .map((hint) => ({
      insert: `${hint.word}:`,
      label: hint.label,
      help: hint.help,
      from,
      to: piece.kind === 'filter' ? piece.from + piece.head : piece.to,
      kind: 'key' as const,
    }));
}

function valuesAt(query: string, caret: number, piece: Piece, hints: QueryHint[]): Suggestion[] {
  const key = fold(piece.text.slice(0, piece.head - 1).replace(/^-/, ''));
  const hint = hints.find((each) => fold(each.word) === key);
  const start = piece.from + piece.head;
  const written = query.slice(start, caret);
  const from = start + Math.max(written.lastIndexOf(','), written.lastIndexOf('+')) + 1;
  const rest = query.slice(caret, piece.to).search(/[,+]/);
  const typed = fold(query.slice(from, caret).replace(/"/g, ''));
  return (hint?.values ?? [])
    .filter(({ word, label }) => fold(word).includes(typed) || fold(label).includes(typed))
    .slice(0, 8)
    .map(({ word, label }) => ({
      insert: quoted(word),
      label,
      from,
      to: rest < 0 ? piece.to : caret + rest,
      kind: 'value' as const,
    }));
}
