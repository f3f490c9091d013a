/**
 * The environment, read and checked once. Everything else receives a `Config`; nothing else reads
 * `process.env`. Problems are collected and told together, in plain words.
 */

import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';

export type Config = {
  /** TCP port of the web server; 0 lets the system choose (tests). */
  port: number;
  /** Address listened on: 127.0.0.1 for this machine only, 0.0.0.0 for every network. */
  host: string;
  /** Address people use, without a slash at the end; links in messages start with it. */
  baseUrl: string;
  /** Absolute folder of the secret, the embedded database and stored files. */
  dataDir: string;
  /** Any PostgreSQL >= 15; absent means the embedded one under `dataDir`. */
  databaseUrl: string | undefined;
  smtpUrl: string | undefined;
  mailFrom: string;
  logLevel: LogLevel;
  /** What this process does: answer requests, run jobs, or both. */
  roles: { web: boolean; worker: boolean };
  /** Where Stripe is, or whatever speaks like it. */
  stripe: StripeConfig;
  /** Key material for sessions, signed links and sealed credentials, at least 32 characters. */
  secret: string;
};

export type StripeConfig = {
  host: string;
  port: number;
  protocol: 'http' | 'https';
  /** Absent: the version this program was written for. */
  apiVersion: string | undefined;
  /** How many charges a second are sent at most. */
  requestsPerSecond: number;
};

/** Settings given on the command line; they win over the environment. */
export type ConfigFlags = { port?: string; host?: string; data?: string };

export type Environment = Record<string, string | undefined>;

/** The settings are unusable; `message` says which and why, one line each. */
export class ConfigError extends Error {
  readonly problems: string[];

  constructor(problems: string[]) {
    const list = problems.map((problem) => `  - ${problem}`).join('\n');
    super(`Cercle cannot start with these settings:\n${list}`);
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

const schema = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/, 'must be a number between 0 and 65535')
    .transform(Number)
    .refine((port) => port <= 65535, 'must be a number between 0 and 65535')
    .default(3000),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:_-]+$/, 'must be an address such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  BASE_URL: url(['http:', 'https:'], 'https://members.example.org').optional(),
  CERCLE_DATA: z.string().default('data'),
  DATABASE_URL: url(
    ['postgres:', 'postgresql:'],
    'postgresql://user:password@host:5432/cercle',
  ).optional(),
  SMTP_URL: url(['smtp:', 'smtps:'], 'smtps://user:password@mail.example.org').optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^<>]*<?[^\s<>@]+@[^\s<>@]+>?$/, 'must look like Cercle <hello@example.org>')
    .default('Cercle <cercle@localhost>'),
  LOG_LEVEL: z.enum(logLevels, { error: `must be one of ${logLevels.join(', ')}` }).default('info'),
  CERCLE_ROLE: z
    .enum(['web', 'worker', 'all'], { error: 'must be web, worker or all' })
    .default('all'),
  STRIPE_URL: url(['http:', 'https:'], 'https://api.stripe.com').default('https://api.stripe.com'),
  STRIPE_API_VERSION: z
    .string()
    .regex(/^\d{4}-\d\d-\d\d(\.\w+)?$/, 'must look like 2026-01-28.name')
    .optional(),
  STRIPE_REQUESTS_PER_SECOND: z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'must be a number between 1 and 9999')
    .transform(Number)
    .default(80),
  SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
});

/**
 * Reads and checks the settings. Creates the data folder and, when SECRET is absent, a random
 * secret in it readable by its owner only. Throws `ConfigError` naming every bad setting.
 */
export function readConfig(env: Environment, flags: ConfigFlags = {}): Config {
  const values = checked(env, flags);
  const dataDir = path.resolve(values.CERCLE_DATA);
  return {
    port: values.PORT,
    host: values.HOST,
    baseUrl: (values.BASE_URL ?? `http://localhost:${values.PORT}`).replace(/\/+$/, ''),
    dataDir,
    databaseUrl: values.DATABASE_URL,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    logLevel: values.LOG_LEVEL,
    roles: { web: values.CERCLE_ROLE !== 'worker', worker: values.CERCLE_ROLE !== 'web' },
    stripe: {
      ...stripeAddress(values.STRIPE_URL),
      apiVersion: values.STRIPE_API_VERSION,
      requestsPerSecond: values.STRIPE_REQUESTS_PER_SECOND,
    },
    secret: values.SECRET ?? storedSecret(dataDir),
  };
}

function stripeAddress(text: string): Pick<StripeConfig, 'host' | 'port' | 'protocol'> {
  const { hostname, port, protocol } = new URL(text);
  const isPlain = protocol === 'http:';
  return {
    host: hostname,
    port: Number(port) || (isPlain ? 80 : 443),
    protocol: isPlain ? 'http' : 'https',
  };
}

function checked(env: Environment, flags: ConfigFlags): z.infer<typeof schema> {
  const given = { ...env, ...named(flags) };
  const present = Object.entries(given).filter(([, value]) => value?.trim());
  const result = schema.safeParse(Object.fromEntries(present));
  if (result.success) return result.data;
  throw new ConfigError(
    result.error.issues.map((issue) => `${String(issue.path[0])} ${issue.message}.`),
  );
}

function named(flags: ConfigFlags): Environment {
  const { port, host, data } = flags;
  return {
    ...(port && { PORT: port }),
    ...(host && { HOST: host }),
    ...(data && { CERCLE_DATA: data }),
  };
}

function url(protocols: string[], example: string) {
  return z
    .string()
    .refine((text) => hasProtocol(text, protocols), `must be an address such as ${example}`);
}

function hasProtocol(text: string, protocols: string[]): boolean {
  // A PostgreSQL address may leave the host out and name a socket folder: postgresql:///x?host=/run
  return protocols.some((protocol) => text.startsWith(`${protocol}//`) && text.length > 10);
}

function storedSecret(dataDir: string): string {
  const file = path.join(dataDir, 'secret');
  try {
    mkdirSync(dataDir, { recursive: true });
    if (!existsSync(file)) {
      writeFileSync(file, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
      chmodSync(file, 0o600);
    }
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      `the folder ${dataDir} cannot be used (${reason}). ` +
        'Give a folder you may write to: --data DIR or CERCLE_DATA.',
    ]);
  }
}
