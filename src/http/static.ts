import { existsSync } from 'node:fs';
import path from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { NotFound } from '../domain/errors.ts';
import { callerLanguage, sendProblem } from './problem.ts';

/**
 * Serves the built interface: the portal below /portal, the administration everywhere else, so that
 * any address somebody bookmarked opens its page. Built files carry a hash and are kept for a year.
 */
export async function mountInterface(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(folder);
  app.setNotFoundHandler((request, reply) => page(isBuilt ? folder : null, request, reply));
  if (!isBuilt) return;
  // Looked up at each request: a newer build may take the folder's place while this runs.
  await app.register(fastifyStatic, {
    root: path.join(folder, 'assets'),
    prefix: '/assets/',
    index: false,
    allowedPath: (file) => !file.endsWith('/'),
    immutable: true,
    maxAge: '365d',
  });
}

function page(folder: string | null, request: FastifyRequest, reply: FastifyReply) {
  const wantsPage =
    request.method === 'GET' && (request.headers.accept ?? '').includes('text/html');
  const isPage = folder !== null && wantsPage && !/^\/(api|docs|assets)\//.test(request.url);
  if (!isPage) {
    const language = callerLanguage(request.headers['accept-language']);
    return sendProblem(reply, new NotFound(), language);
  }
  const bundle = /^\/portal(\/|\?|$)/.test(request.url) ? 'portal' : 'admin';
  const file = path.join(bundle, 'index.html');
  reply.header('cache-control', 'no-cache');
  return reply.sendFile(file, folder, { cacheControl: false });
}
