import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Visitor } from '../gateways/identity/port.ts';

/** Where a request comes from, as kept with a session. */
export function visitorOf(request: FastifyRequest): Visitor {
  return { ip: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}

/** Sends session cookies with the answer. */
export function sendCookies(reply: FastifyReply, cookies: string[]): void {
  reply.header('set-cookie', cookies);
}
