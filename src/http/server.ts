import path from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import fastify, { LogController } from 'fastify';
import {
  jsonSchemaTransform,
  serializerCompiler,
  validatorCompiler,
} from 'fastify-type-provider-zod';
import { mountOperations } from './operations.ts';
import { callerLanguage, sendProblem, toRefusal } from './problem.ts';
import { rateStore } from './rateStore.ts';
import { mountRoutes } from './route.ts';
import { allRoutes } from './routes/index.ts';
import { mountWebhooks } from './routes/webhooks/mount.ts';
import type { Services } from './services.ts';
import { mountInterface } from './static.ts';

export type ServerOptions = {
  /** Off only for benches, which send thousands of requests a second on purpose. */
  rateLimits?: 'on' | 'off';
};

const megabyte = 1024 * 1024;

/** Builds the web server with every route, the API's description and the interface. */
export async function buildServer(
  services: Services,
  options: ServerOptions = {},
): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: '127.0.0.1',
    bodyLimit: 2 * megabyte,
    routerOptions: { maxParamLength: 300 },
    forceCloseConnections: true,
  });
  await mountSafety(app, services, options);
  mountErrors(app);
  await app.register(multipart, { limits: { fileSize: 200 * megabyte, files: 1, fields: 10 } });
  await app.register(async (api) => mountApi(api, services));
  await app.register(async (outside) => mountWebhooks(outside, services));
  mountOperations(app, services);
  await mountInterface(app, path.join(import.meta.dirname, '../../web/dist'));
  return app;
}

async function mountApi(api: FastifyInstance, services: Services): Promise<void> {
  api.setValidatorCompiler(validatorCompiler);
  api.setSerializerCompiler(serializerCompiler);
  await api.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Cercle', version: '1', description: 'Everything the interface does.' },
      components: { securitySchemes: { key: { type: 'http', scheme: 'bearer' } } },
    },
    transform: jsonSchemaTransform,
  });
  await api.register(swaggerUi, { routePrefix: '/docs/api', staticCSP: true });
  api.get('/api/v1/openapi.json', { schema: { hide: true } }, () => api.swagger());
  mountRoutes(api, services, allRoutes);
}

async function mountSafety(
  app: FastifyInstance,
  { db }: Services,
  options: ServerOptions,
): Promise<void> {
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        frameSrc: ["'self'"],
        upgradeInsecureRequests: null,
      },
    },
    strictTransportSecurity: false,
  });
  if (options.rateLimits === 'off') return;
  await app.register(rateLimit, {
    global: false,
    store: rateStore(db),
    keyGenerator: (request) => request.headers.authorization ?? request.ip,
  });
}

function mountErrors(app: FastifyInstance): void {
  app.setErrorHandler((error, request, reply) => {
    const { refusal, expected } = toRefusal(error);
    if (!expected || refusal.status >= 500) request.log.error({ err: error }, refusal.code);
    return sendProblem(reply, refusal, callerLanguage(request.headers['accept-language']));
  });
}
