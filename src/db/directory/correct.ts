import type { Query } from '../../domain/segments/ast.ts';
import { editDistance } from '../../domain/segments/suggest.ts';
import type { Tx } from '../transaction.ts';
import { whileReading } from '../transaction.ts';
import type { DirectoryScope } from './names.ts';
import { patternOf, termOf } from './textConditions.ts';

/** Words shorter than this are never corrected: a typo in them could be anything. */
const shortest = 4;
/** At most so many words stand in for a misspelt one. */
const mostWords = 6;
/** At most so many rows are looked at for the words in them, so that the cost has a bound. */
const sampleRows = 200;

/**
 * The query with each misspelt word (of four letters or more, that nobody has) replaced by the
 * words nearest to it that somebody has; null when there is nothing to correct. Text under a
 * negation stays, as forgiving it would hide people who were never meant.
 */
export async function correctQuery(
  reader: Tx,
  scope: DirectoryScope,
  query: Query,
): Promise<Query | null> {
  const words = [...new Set(textsOf(query).flatMap((text) => termOf(text).split(' ')))];
  const doubtful = words.filter((word) => [...word].length >= shortest);
  if (doubtful.length === 0) return null;
  // Plans for the few rows wanted would read the table instead of the index for spelling.
  const better = new Map<string, string[]>();
  await whileReading(reader, 'set local enable_seqscan = off', async () => {
    for (const word of doubtful) {
      const near = await nearWords(reader, scope, word);
      if (near.length > 0) better.set(word, near);
    }
  });
  return better.size > 0 ? replaceTexts(query, better) : null;
}

/** Whether the query has text that may be corrected. */
export function hasText(query: Query): boolean {
  return textsOf(query).length > 0;
}

function textsOf(query: Query): string[] {
  if (query.node === 'text') return [query.text];
  return query.node === 'and' || query.node === 'or' ? query.parts.flatMap(textsOf) : [];
}

function replaceTexts(query: Query, better: Map<string, string[]>): Query {
  if (query.node === 'and' || query.node === 'or') {
    return { ...query, parts: query.parts.map((part) => replaceTexts(part, better)) };
  }
  if (query.node !== 'text') return query;
  const words = termOf(query.text).split(' ');
  if (!words.some((word) => better.has(word))) return query;
  const { span } = query;
  const parts = words.map((word): Query => {
    const forms = (better.get(word) ?? [word]).map((text): Query => ({ node: 'text', text, span }));
    return forms.length === 1 ? forms[0]! : { node: 'or', parts: forms, span };
  });
  return parts.length === 1 ? parts[0]! : { node: 'and', parts, span };
}

/** Words that somebody has and that are spelled nearly like this one; none if the word is known. */
async function nearWords(reader: Tx, scope: DirectoryScope, word: string): Promise<string[]> {
  const known = await sample(reader, scope, { patterns: [patternOf(word)] });
  if (known.length > 0) return [];
  const swapped = await sample(reader, scope, { patterns: swaps(word).map((one) => `% ${one}%`) });
  const bySwap = nearest(word, swapped);
  if (bySwap.length > 0) return bySwap;
  for (const threshold of [0.6, 0.4]) {
    const found = nearest(word, await sample(reader, scope, { word, threshold }));
    if (found.length > 0) return found;
  }
  return [];
}

type Sought = { patterns: string[] } | { word: string; threshold: number };

async function sample(reader: Tx, scope: DirectoryScope, sought: Sought): Promise<string[]> {
  const from = 'select t.search from directory_text t where t.org_id = $1 and';
  if ('patterns' in sought) {
    const sql = `${from} t.search like any ($2::text[]) limit ${sampleRows}`;
    return texts(await reader.query(sql, [scope.orgId, sought.patterns]));
  }
  // The operator that uses the index takes its threshold from a setting.
  await reader.one(`select set_config('pg_trgm.word_similarity_threshold', $1, true)`, [
    String(sought.threshold),
  ]);
  const sql = `${from} $2::text <% t.search limit ${sampleRows}`;
  return texts(await reader.query(sql, [scope.orgId, sought.word]));
}

function texts(rows: { search?: unknown }[]): string[] {
  return rows.map((row) => String(row.search));
}

/** The nearest words in these texts, nearest and most frequent first. */
function nearest(word: string, searched: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const found of searched.flatMap((text) => text.split(/[^\p{L}\p{M}\p{N}]+/u))) {
    if (found.length >= shortest - 1) counts.set(found, (counts.get(found) ?? 0) + 1);
  }
  const allowed = Math.min(3, Math.floor((word.length + 2) / 4) + (word.length > 5 ? 1 : 0));
  const ranked = [...counts]
    .map(([found, count]) => ({ found, count, distance: distanceTo(word, found) }))
    .filter(({ distance }) => distance < Math.max(1, allowed) + 0.5)
    .sort((a, b) => a.distance - b.distance || b.count - a.count || (a.found < b.found ? -1 : 1));
  const best = ranked[0]?.distance ?? 0;
  const close = ranked.filter(({ distance }) => distance < Math.floor(best) + 1);
  return close.slice(0, mostWords).map(({ found }) => found);
}

/** Edits to the word, or to its beginning, as it may still be being typed. */
function distanceTo(typed: string, word: string): number {
  const whole = editDistance(typed, word);
  if (word.length <= typed.length) return whole;
  const beginnings = [0, 1].map((more) => word.slice(0, typed.length + more));
  return Math.min(whole, ...beginnings.map((one) => editDistance(typed, one) + 0.25));
}

/** The same word with two neighbors swapped, each in turn: the commonest slip of fast fingers. */
function swaps(word: string): string[] {
  const letters = [...word];
  const swapped = letters.slice(1).map((letter, at) => {
    const copy = [...letters];
    copy[at] = letter;
    copy[at + 1] = letters[at]!;
    return copy.join('').replace(/[\\%_]/g, '\\$&');
  });
  return [...new Set(swapped)];
}
