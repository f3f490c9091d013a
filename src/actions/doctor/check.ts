import type { Sentence } from '../../domain/errors.ts';
import type { Scene } from '../context.ts';

/** What breaks an invariant: how many, and a few ids. */
export type Found = { count: number; examples: string[] };

/** One invariant with its name for people, and how to find what breaks it. */
export type Check = {
  name: string;
  title: Sentence;
  find: (scene: Scene) => Promise<Found>;
};

const mostExamples = 5;

/**
 * A check as one set-wise statement that gives the `id` of everything that breaks it. Row-level
 * security keeps it inside the organization. `on` gives the statement's parameters.
 */
export function sqlCheck(
  name: string,
  title: Sentence,
  query: { text: string; on?: (scene: Scene) => unknown[] },
): Check {
  const text = `with broken as materialized (${query.text})
    select (select count(*) from broken)::int as count, array(
      select id::text from broken order by 1 limit ${mostExamples}) as examples`;
  return { name, title, find: (scene) => scene.tx.one<Found>(text, query.on?.(scene) ?? []) };
}

/** The same for ids found by other means. */
export function foundOf(ids: readonly string[]): Found {
  return { count: ids.length, examples: ids.slice(0, mostExamples) };
}
