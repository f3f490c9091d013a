import { piecesOf } from '../../ui/query/pieces.ts';

/** A filter of a query, as the pop-overs edit it: `-label:vip,press` is not label vip or press. */
export type FilterText = { key: string; values: string; negated: boolean };

/** The first filter with this key in a canonical query, or null. */
export function filterOf(query: string, key: string): FilterText | null {
  const piece = find(query, key);
  if (!piece) return null;
  return {
    key,
    negated: piece.text.startsWith('-'),
    values: piece.text.slice(piece.head),
  };
}

function find(query: string, key: string) {
  return piecesOf(query).find(
    (piece) =>
      piece.kind === 'filter' && piece.text.slice(0, piece.head - 1).replace(/^-/, '') === key,
  );
}

const tidy = (query: string) => query.replace(/ {2,}/g, ' ').trim();

/** The query with this filter put in place of the one with the same key; null takes it away. */
export function withFilter(query: string, key: string, filter: FilterText | null): string {
  const text = filter ? `${filter.negated ? '-' : ''}${filter.key}:${filter.values}` : '';
  const piece = find(query, key);
  if (!piece) return tidy(`${query} ${text}`);
  return tidy(query.slice(0, piece.from) + text + query.slice(piece.to));
}

/** Values of a comma list, quotation marks taken off. */
export function valuesIn(text: string): string[] {
  const found = text.match(/"(?:[^"\\]|\\.)*"|[^,+]+/g) ?? [];
  return found.map((value) => value.replace(/^"|"$/g, '').replace(/\\(["\\])/g, '$1'));
}

/** A comma list of values, quoted where they need it. */
export function valuesText(values: string[]): string {
  return values
    .map((value) =>
      /^[\p{L}\p{M}\p{N}@_'’/#*][\p{L}\p{M}\p{N}@._'’/#*-]*$/u.test(value)
        ? value
        : `"${value.replace(/["\\]/g, '\\$&')}"`,
    )
    .join(',');
}
