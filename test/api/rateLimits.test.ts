import { pino } from 'pino';
import { afterAll, expect, it } from 'vitest';
import { systemClock } from '../../src/clock.ts';
import { countHit } from '../../src/db/rateLimits.ts';
import { buildServer } from '../../src/http/server.ts';
import { wireOn } from '../../src/wiring.ts';
import { testDatabase } from '../support/database.ts';
import { testConfig } from '../support/server.ts';

const db = await testDatabase();
const program = wireOn(db, testConfig, pino({ level: 'silent' }), systemClock);
const [one, other] = [await buildServer(program), await buildServer(program)];
afterAll(async () => {
  await one.close();
  await other.close();
});

function signIn(app: typeof one, ip: string) {
  return app.inject({
    method: 'POST',
    url: '/api/v1/sign-in',
    remoteAddress: ip,
    headers: { 'x-cercle': '1', 'accept-language': 'fr' },
    payload: { email: 'nobody@example.org', password: 'a wrong password' },
  });
}

it('counts attempts to sign in over all processes, for each address', async () => {
  for (let i = 0; i < 10; i += 1) {
    const answer = await signIn(i % 2 === 0 ? one : other, '10.0.0.1');
    expect(answer.statusCode).toBe(401);
  }
  for (const app of [one, other]) {
    const answer = await signIn(app, '10.0.0.1');
    expect(answer.statusCode).toBe(429);
    expect(answer.json()).toMatchObject({ code: 'too_many_requests' });
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  }
  expect((await signIn(one, '10.0.0.2')).statusCode).toBe(401);
});

it('lets a whole office follow their links at once: what they hold cannot be guessed', async () => {
  for (let i = 0; i < 30; i += 1) {
    const answer = await one.inject({
      method: 'POST',
      url: '/api/v1/sign-in-links/redeem',
      remoteAddress: '10.0.0.3',
      payload: { token: `unknown-${i}` },
    });
    expect(answer.statusCode).toBe(410);
  }
});

it('begins anew when the window is over, and keeps no key as it is', async () => {
  expect((await countHit(db, 'a secret', 30)).hits).toBe(1);
  expect((await countHit(db, 'a secret', 30)).hits).toBe(2);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect((await countHit(db, 'a secret', 30)).hits).toBe(1);
  const { rows } = await db.pool.query('select key from auth.rate_limit');
  expect(JSON.stringify(rows)).not.toContain('secret');
});
