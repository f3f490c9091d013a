import type { FastifyInstance } from 'fastify';
import { askSystem } from '../db/transaction.ts';
import { knownRefusals } from '../domain/errors.ts';
import { callerLanguage } from './problem.ts';
import type { Services } from './services.ts';

/** Health (the process answers), readiness (the database answers too), and the list of refusals. */
export function mountOperations(app: FastifyInstance, services: Services): void {
  app.get('/health', () => ({ ok: true }));
  app.get('/ready', async () => {
    await askSystem(services.db, (ask) => ask.query('select 1'));
    return { ok: true };
  });
  app.get('/docs/errors', (request, reply) => {
    const language = callerLanguage(request.headers['accept-language']);
    return reply.type('text/html; charset=utf-8').send(errorPage(language));
  });
}

/** Where `type` of a problem leads: every code with its status and sentence. */
function errorPage(language: 'en' | 'fr'): string {
  const title = language === 'fr' ? 'Refus de l’API' : 'Refusals of the API';
  const rows = knownRefusals()
    .toSorted((a, b) => a.code.localeCompare(b.code))
    .map(({ code, status, sentence }) => {
      const text = sentence[language].replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`);
      return `<tr id="${code}"><th scope="row"><code>${code}</code></th><td>${status}</td><td>${text}</td></tr>`;
    });
  return `<!doctype html><html lang="${language}"><meta charset="utf-8">
<meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:14px/20px system-ui;margin:2rem auto;max-width:60rem;padding:0 1rem}
th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;font-weight:400}
tr:target{background:#e7f3f0}</style>
<h1>${title}</h1><table>${rows.join('\n')}</table></html>`;
}
