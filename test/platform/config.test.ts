import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ConfigError, type Environment, readConfig } from '../../src/config.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'cercle-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

function problems(env: Environment): string[] {
  try {
    readConfig({ CERCLE_DATA: folder, ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing', () => {
    const config = readConfig({ CERCLE_DATA: folder });
    expect(config).toMatchObject({
      port: 3000,
      host: '127.0.0.1',
      baseUrl: 'http://localhost:3000',
      dataDir: folder,
      databaseUrl: undefined,
      logLevel: 'info',
      roles: { web: true, worker: true },
    });
  });

  it('makes a secret once, closed to others', () => {
    const { secret } = readConfig({ CERCLE_DATA: folder });
    expect(secret).toMatch(/^[0-9a-f]{64}$/);
    expect(readConfig({ CERCLE_DATA: folder }).secret).toBe(secret);
    const file = path.join(folder, 'secret');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').trim()).toBe(secret);
  });

  it('lets flags win over the environment, and takes empty values as absent', () => {
    const env = { CERCLE_DATA: '/nowhere', PORT: '4000', HOST: '', DATABASE_URL: ' ' };
    const config = readConfig(env, { data: folder, port: '5000' });
    expect(config).toMatchObject({ port: 5000, host: '127.0.0.1', dataDir: folder });
    expect(config.databaseUrl).toBeUndefined();
  });

  it('takes everything that is set', () => {
    const config = readConfig({
      CERCLE_DATA: folder,
      BASE_URL: 'https://members.example.org/',
      DATABASE_URL: 'postgresql:///cercle?host=/run/postgresql',
      SMTP_URL: 'smtp://localhost:1025',
      MAIL_FROM: 'Les Amis <amis@example.org>',
      CERCLE_ROLE: 'worker',
      SECRET: 's'.repeat(32),
    });
    expect(config).toMatchObject({
      baseUrl: 'https://members.example.org',
      roles: { web: false, worker: true },
      secret: 's'.repeat(32),
    });
  });

  it.each([
    ['PORT', '80a', 'PORT must be a number between 0 and 65535.'],
    ['PORT', '70000', 'PORT must be a number between 0 and 65535.'],
    ['HOST', 'my host', 'HOST must be an address such as 127.0.0.1 or 0.0.0.0.'],
    ['BASE_URL', 'example.org', 'BASE_URL must be an address such as https://members.example.org.'],
    [
      'DATABASE_URL',
      'mysql://x/y',
      'DATABASE_URL must be an address such as postgresql://user:password@host:5432/cercle.',
    ],
    ['MAIL_FROM', 'me', 'MAIL_FROM must look like Cercle <hello@example.org>.'],
    ['CERCLE_ROLE', 'boss', 'CERCLE_ROLE must be web, worker or all.'],
    ['SECRET', 'short', 'SECRET must have at least 32 characters.'],
  ])('says what is wrong with %s=%s', (name, value, sentence) => {
    expect(problems({ [name]: value })).toEqual([sentence]);
  });

  it('tells all problems at once', () => {
    expect(problems({ PORT: 'x', SECRET: 'x', LOG_LEVEL: 'loud' })).toHaveLength(3);
  });

  it('says when the data folder cannot be used', () => {
    const file = path.join(folder, 'file');
    writeFileSync(file, '');
    const [sentence] = problems({ CERCLE_DATA: path.join(file, 'data') });
    expect(sentence).toContain('cannot be used');
    expect(sentence).toContain('--data DIR');
  });
});
