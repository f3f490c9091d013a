/** A database of its own for a test file, with all migrations applied. */

import { randomBytes } from 'node:crypto';
import { afterAll, inject } from 'vitest';
import { type Database, openDatabase } from '../../src/db/connection.ts';
import { prepareStatements } from '../../src/simulation/scratch.ts';
import { asAdmin, dropDatabase, withDatabase } from './postgres.ts';

/**
 * Clones the template for this test file; call it at the top, `const db = await testDatabase()`.
 * Closed and dropped after the file's last test. The same object as in production, but that a
 * statement is planned once: stories live the same days again and again.
 */
export async function testDatabase(): Promise<Database> {
  const databaseUrl = await testDatabaseUrl();
  const db = await openDatabase({ databaseUrl, dataDir: '' });
  prepareStatements(db);
  afterAll(() => db.close());
  return db;
}

/** The same as a connection string, for programs that a test starts. */
export async function testDatabaseUrl(): Promise<string> {
  const serverUrl = inject('serverUrl');
  const name = `cercle_test_${randomBytes(6).toString('hex')}`;
  afterAll(() => dropDatabase(serverUrl, name));
  await asAdmin(serverUrl, `create database ${name} template ${inject('templateName')}`);
  return withDatabase(serverUrl, name);
}
