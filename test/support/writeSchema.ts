/** Writes migrations/schema.sql: npm run schema, after every new migration. */

import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openDatabase } from '../../src/db/connection.ts';
import { migrate, migrationsFolder } from '../../src/db/migrate.ts';
import { startServer } from './postgres.ts';
import { schemaText } from './schemaText.ts';

const server = await startServer(undefined);
try {
  const db = await openDatabase({ databaseUrl: server.url, dataDir: '' });
  await migrate(db.pool);
  writeFileSync(path.join(migrationsFolder, 'schema.sql'), await schemaText(db));
  await db.close();
} finally {
  await server.stop();
}
