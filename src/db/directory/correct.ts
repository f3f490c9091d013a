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
/** At most so many words are compared with a misspelt one, so that the cost has a bound. */
const mostCompared = 200;

/** What parts words, as in `words_of` of the database: anything but letters. */
const letters = /[^\s!-@[-`{-\u00bf×÷\u2000-\u206f\u3000-\u303f]+/g;

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
  const words = new Set(textsOf(query).flatMap((text) => termOf(text).match(letters) ?? []));
  const doubtful = [...words].filter((word) => [...word].length >= shortest);
  if (doubtful.length === 0) return null;
  const better = new Map<string, string[]>();
  await whileReading(reader, opening, async () => {
    for (const word of doubtful) {
      const near = await nearWords(reader, scope, word);
      if (near.length > 0) better.set(word, near);
    }
  });
  return better.size > 0 ? replaceTexts(query, better) : null;
}

type Better = ReadonlyMap<string, string[]>;

// The operator that uses the index takes its threshold from a setting, and a plan for the few rows
// wanted would read the table instead.
const opening = `set local enable_seqscan = off; set local pg_trgm.word_similarity_threshold = 0.4`;

/** Whether the query has text that may be corrected. */
export function hasText(query: Query): boolean {
  return textsOf(query).length > 0;
}

function textsOf(query: Query): string[] {
  if (query.node === 'text') return [query.text];
  return query.node === 'and' || query.node === 'or' ? query.parts.flatMap(textsOf) : [];
}

function replaceTexts(query: Query, better: Better): Query {
  if (query.node === 'and' || query.node === 'or') {
    return { ...query, parts: query.parts.map((part) => replaceTexts(part, better)) };
  }
  if (query.node !== 'text') return query;
  const term = termOf(query.text);
  if (!(term.match(letters) ?? []).some((word) => better.has(word))) return query;
  const { span } = query;
  const parts = term.split(' ').map((word): Query => {
    const forms = formsOf(word, better).map((text): Query => ({ node: 'text', text, span }));
    return forms.length === 1 ? forms[0]! : { node: 'or', parts: forms, span };
  });
  return parts.length === 1 ? parts[0]! : { node: 'and', parts, span };
}

/** What was typed without a space (a word, an address), with the words in it put right. */
function formsOf(typed: string, better: Better): string[] {
  let forms = [''];
  let from = 0;
  for (const { 0: word, index } of typed.matchAll(letters)) {
    const between = typed.slice(from, index);
    const words = better.get(word) ?? [word];
    forms = words.flatMap((one) => forms.map((form) => form + between + one));
    from = index + word.length;
  }
  return forms.slice(0, mostWords).map((form) => form + typed.slice(from));
}

type Known = { word: string; people: number };

const nearSql = `
  select word, sum(people)::int as people from directory_word
  where org_id = $1 and (word like $2 or word like any ($3::text[]) or $4 <% word)
  group by word having sum(people) > 0
  order by word like $2 desc, word like any ($3::text[]) desc, word_similarity($4, word) desc, word
  limit ${mostCompared}`;

/** Words that somebody has and that are spelled nearly like this one; none if the word is known. */
async function nearWords(reader: Tx, scope: DirectoryScope, word: string): Promise<string[]> {
  const swapped = swaps(word);
  const found = await reader.query<Known>({ name: 'directory_near', text: nearSql }, [
    ...[scope.orgId, patternOf(word), swapped.map((one) => `${one}%`), word],
  ]);
  if (found.some((one) => one.word.includes(word))) return [];
  const bySwap = found.filter((one) => swapped.some((begin) => one.word.startsWith(begin)));
  const near = nearest(word, bySwap);
  return near.length > 0 ? near : nearest(word, found);
}

/** The nearest of these words, nearest and most frequent first. */
function nearest(word: string, known: readonly Known[]): string[] {
  const allowed = Math.min(3, Math.floor((word.length + 2) / 4) + (word.length > 5 ? 1 : 0));
  const ranked = known
    .map((one) => ({ ...one, distance: distanceTo(word, one.word) }))
    .filter(({ distance }) => distance < Math.max(1, allowed) + 0.5)
    .sort((a, b) => a.distance - b.distance || b.people - a.people || (a.word < b.word ? -1 : 1));
  const best = ranked[0]?.distance ?? 0;
  const close = ranked.filter(({ distance }) => distance < Math.floor(best) + 1);
  return close.slice(0, mostWords).map((one) => one.word);
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
    return copy.join('');
  });
  return [...new Set(swapped)];
}
