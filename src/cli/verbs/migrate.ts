import type { Command } from 'commander';
import { readConfig } from '../../config.ts';
import { openDatabase } from '../../db/connection.ts';
import { prepareDatabase } from '../../db/prepare.ts';
import type { Common } from '../open.ts';
import { common } from '../open.ts';
import { print } from '../output.ts';

/** `cercle migrate`: brings the database up to date and says what ran. */
export function addMigrate(program: Command): void {
  common(program.command('migrate').description('bring the database up to date')).action(
    async (options: Common) => {
      const config = readConfig(process.env, { data: options.data });
      const db = await openDatabase(config, { what: 'cercle migrate', access: 'share' });
      try {
        const ran = await prepareDatabase(db.pool);
        print(options, { ran }, ran.length > 0 ? `Ran ${ran.join(', ')}.` : 'Up to date.');
      } finally {
        await db.close();
      }
    },
  );
}
