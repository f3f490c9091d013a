import * as z from 'zod';
import type { DirectoryScope } from '../../../db/directory/names.ts';
import { readNames, understandQuery } from '../../../db/directory/read.ts';
import { localDate } from '../../../domain/dates.ts';
import { NotFound, Refusal } from '../../../domain/errors.ts';
import { chipsOf, describeKeys } from '../../../domain/segments/describe.ts';
import { printQuery } from '../../../domain/segments/print.ts';
import { InvalidQuery } from '../../../domain/segments/problem.ts';
import { localDateIn } from '../../../domain/zones.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';

type AnyCall = Pick<Call<unknown, unknown, unknown>, 'caller' | 'services' | 'ctx'>;

/** Whose directory a call reads, on which of its days; known from who asks, without a query. */
export function directoryScope(call: AnyCall): DirectoryScope {
  const { orgId, organization } = call.caller;
  if (!orgId || !organization?.timezone || !organization.currency) throw new NotFound();
  const now = organization.clock_at ?? call.services.clock.now();
  const today = localDateIn(now, organization.timezone);
  return { orgId, today: localDate(today), currency: organization.currency };
}

/** A query that was understood, in its canonical English text; refuses with `InvalidQuery`. */
export async function checkQuery(call: AnyCall, text: string): Promise<string> {
  const query = await understandQuery(call.services.db, directoryScope(call), text);
  return printQuery(query, 'en');
}

const key = z.object({
  key: z.string(),
  canonical: z.string(),
  kind: z.string(),
  label: z.string(),
  values: z.array(z.string()),
  comparable: z.boolean(),
  allOf: z.boolean(),
});

const parsed = z.object({
  canonical: z.string(),
  display: z.string(),
  chips: z.array(
    z.object({
      text: z.string(),
      key: z.string().nullable(),
      negated: z.boolean(),
      from: z.number(),
      to: z.number(),
    }),
  ),
  error: z.object({ position: z.number(), detail: z.string() }).nullable(),
});

async function parse(
  call: Call<unknown, unknown, { q: string }>,
): Promise<z.output<typeof parsed>> {
  try {
    const query = await understandQuery(call.services.db, directoryScope(call), call.body.q);
    const chips = chipsOf(query, call.language).map(({ span, ...chip }) => {
      return { ...chip, from: span.start, to: span.end };
    });
    const canonical = printQuery(query, 'en');
    return { canonical, display: printQuery(query, call.language), chips, error: null };
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== InvalidQuery.spec.code) throw error;
    const position = Number(error.params.position);
    return {
      canonical: '',
      display: call.body.q,
      chips: [],
      error: { position, detail: error.say(call.language) },
    };
  }
}

export const queryRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/query/keys',
    summary: 'Keys of the query language with their values, in your language',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    answer: z.array(key),
    handle: async (call) =>
      describeKeys(call.language, await readNames(call.services.db, directoryScope(call))),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/query/parse',
    summary: 'A query as its parts, in canonical form, or where it cannot be understood',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    body: z.strictObject({ q: z.string().max(4000) }),
    answer: parsed,
    handle: parse,
  }),
];
