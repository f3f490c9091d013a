import { betterAuth } from 'better-auth';
import { Kysely, PostgresDialect } from 'kysely';
import type { Pool } from 'pg';
import { newId } from '../../../ids.ts';

export type IdentitySettings = { pool: Pool; secret: string; baseUrl: string };

const snake = {
  user: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
  session: {
    userId: 'user_id',
    expiresAt: 'expires_at',
    ipAddress: 'ip_address',
    userAgent: 'user_agent',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  account: {
    userId: 'user_id',
    accountId: 'account_id',
    providerId: 'provider_id',
    accessToken: 'access_token',
    refreshToken: 'refresh_token',
    idToken: 'id_token',
    accessTokenExpiresAt: 'access_token_expires_at',
    refreshTokenExpiresAt: 'refresh_token_expires_at',
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  },
  verification: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
};

/** better-auth on the tables of the schema `auth`, whose columns are named as ours are. */
export function makeAuth({ pool, secret, baseUrl }: IdentitySettings) {
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) }).withSchema('auth');
  return betterAuth({
    database: { db, type: 'postgres' },
    secret,
    baseURL: baseUrl,
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, minPasswordLength: 10 },
    user: {
      fields: snake.user,
      additionalFields: { language: { type: 'string', defaultValue: 'en' } },
    },
    session: { fields: snake.session },
    account: { fields: snake.account },
    verification: { fields: snake.verification },
    advanced: { database: { generateId: () => newId() } },
  });
}
