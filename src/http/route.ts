import { createHash } from 'node:crypto';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { Context } from '../actions/context.ts';
import type { Once } from '../actions/once.ts';
import { earlierAnswer, storeAnswer } from '../actions/once.ts';
import { inOrganization } from '../db/transaction.ts';
import { defineRefusal, type Language, NotFound } from '../domain/errors.ts';
import type { Caller, Needs } from './caller.ts';
import { admit } from './caller.ts';
import { callerLanguage } from './problem.ts';
import type { Services } from './services.ts';

export const MissingVersion = defineRefusal('missing_version', 428, {
  en: 'Say which version you edited: send If-Match with the version you read.',
  fr: 'Indiquez la version modifiée : envoyez If-Match avec la version lue.',
});

type Shape = z.ZodType;
type Out<S> = S extends Shape ? z.output<S> : undefined;

/** How often a caller may: `read` and `write` are generous, `heavy` and `sign_in` are not. */
export type RateClass = 'read' | 'write' | 'heavy' | 'sign_in';

export const perMinute: Record<RateClass, number> = {
  read: 1200,
  write: 300,
  heavy: 30,
  sign_in: 10,
};

export type Call<P, Q, B> = {
  services: Services;
  caller: Caller;
  params: P;
  query: Q;
  body: B;
  language: Language;
  request: FastifyRequest;
  reply: FastifyReply;
  /** What actions take: the organization of the path, or a 404. */
  ctx: Context;
  /** The version the caller edited, from If-Match; 428 when it is missing. */
  version(): number;
};

export type RouteSpec<P extends Shape, Q extends Shape, B extends Shape> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below /api/v1; `:org` is the organization's slug. */
  url: string;
  summary: string;
  tag: string;
  needs: Needs;
  rate: RateClass;
  params?: P;
  query?: Q;
  body?: B;
  /** Success answer; `null` for 204, `'file'` for a download, `'multipart'` takes a file. */
  answer: Shape | null | 'file';
  status?: 200 | 201 | 202;
  upload?: true;
  /** The answer is JSON text made by the database in the answer's shape: sent as it is. */
  raw?: true;
  handle(call: Call<Out<P>, Out<Q>, Out<B>>): Promise<unknown>;
};

export type Route = { spec: RouteSpec<Shape, Shape, Shape> };

/** Declares a route. Everything a caller sends and gets is closed by the schemas given here. */
export function defineRoute<P extends Shape, Q extends Shape, B extends Shape>(
  spec: RouteSpec<P, Q, B>,
): Route {
  return { spec: spec as unknown as RouteSpec<Shape, Shape, Shape> };
}

const callers = new WeakMap<FastifyRequest, Caller>();

/** Mounts routes; refuses to start when one declares a path parameter without its schema. */
export function mountRoutes(app: FastifyInstance, services: Services, routes: Route[]): void {
  for (const { spec } of routes) {
    app.route({
      method: spec.method,
      url: `/api/v1${spec.url}`,
      schema: schemaOf(spec),
      config: {
        rateLimit: { max: perMinute[spec.rate], timeWindow: '1 minute' },
        needs: spec.needs,
      },
      // Who may comes before what is sent: a stranger learns nothing about shapes.
      onRequest: async (request) => {
        callers.set(request, await admit(services, request, spec.needs));
      },
      handler: (request, reply) => answer(services, spec, request, reply),
    });
  }
}

function schemaOf(spec: Route['spec']) {
  const status = spec.status ?? (spec.answer === null ? 204 : 200);
  const isShape = spec.answer !== null && spec.answer !== 'file' && !spec.raw;
  return {
    summary: spec.summary,
    tags: [spec.tag],
    params: spec.params ?? pathParams(spec.url),
    querystring: spec.query ?? z.strictObject({}),
    ...(spec.body ? { body: spec.body } : {}),
    ...(isShape ? { response: { [status]: spec.answer } } : {}),
  };
}

function pathParams(url: string): Shape {
  const names = [...url.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  return z.strictObject(Object.fromEntries(names.map((name) => [name, paramShape(name)])));
}

function paramShape(name: string): Shape {
  return name === 'org' || name === 'token' || name === 'key' ? z.string().max(200) : z.uuid();
}

async function answer(
  services: Services,
  spec: Route['spec'],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<unknown> {
  const caller = callers.get(request)!;
  const once = onceOf(request);
  const call = callOf({ services, caller, request, reply, once });
  const status = spec.status ?? (spec.answer === null ? 204 : 200);
  if (once && caller.orgId) {
    const earlier = await inOrganization(services.db, caller.orgId, (tx) =>
      earlierAnswer(tx, once),
    );
    if (earlier) return reply.status(earlier.status).send(earlier.response ?? undefined);
  }
  const result = await spec.handle(call);
  if (reply.sent) return reply;
  if (once?.claimed && caller.orgId) {
    const kept = { status, response: result };
    await inOrganization(services.db, caller.orgId, (tx) => storeAnswer(tx, once, kept));
  }
  return send(spec, reply.status(status), result);
}

function send(spec: Route['spec'], reply: FastifyReply, result: unknown): unknown {
  if (spec.answer === null) return reply.send();
  if (spec.raw) return reply.type('application/json; charset=utf-8').send(result);
  const version = (result as { version?: unknown } | null)?.version;
  if (typeof version === 'number') reply.header('etag', `"${version}"`);
  return reply.send(result);
}

type Parts = {
  services: Services;
  caller: Caller;
  request: FastifyRequest;
  reply: FastifyReply;
  once: Once | undefined;
};

function callOf({ services, caller, request, reply, once }: Parts): Call<never, never, never> {
  return {
    services,
    caller,
    request,
    reply,
    params: request.params as never,
    query: request.query as never,
    body: request.body as never,
    language: callerLanguage(request.headers['accept-language']),
    get ctx() {
      if (caller.orgId === null) throw new NotFound();
      return contextFor(services, caller.orgId, caller.actor, once);
    },
    version() {
      const match = /^(?:W\/)?"(\d+)"$/.exec(request.headers['if-match'] ?? '');
      if (!match) throw new MissingVersion();
      return Number(match[1]);
    },
  };
}

/** What actions need, for one organization and actor. */
export function contextFor(
  services: Services,
  orgId: string,
  actor: Context['actor'],
  once?: Once,
): Context {
  const { db, clock, gateways } = services;
  return { db, orgId, actor, clock, gateways, baseUrl: services.config.baseUrl, once };
}

function onceOf(request: FastifyRequest): Once | undefined {
  const key = request.headers['idempotency-key'];
  if (request.method !== 'POST' || typeof key !== 'string' || key.length === 0) return undefined;
  const body = JSON.stringify(request.body ?? null);
  const hash = createHash('sha256')
    .update(`${request.method} ${request.url} ${body}`)
    .digest('hex');
  return { key: key.slice(0, 200), hash, claimed: false };
}
