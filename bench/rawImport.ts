/** COPY FROM of what an import made, into the same tables with their indexes and keys. */

import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import type { Tx } from '../src/db/transaction.ts';
import { inOrganization } from '../src/db/transaction.ts';
import type { Target } from './list.ts';

const contactOf = '(select new from renamed where old = %)';

/** Per table: which rows, and what must be new in them so that they can stand beside the old. */
const tables: Record<string, { rows: string; renamed: Record<string, string> }> = {
  contact: {
    rows: 'id in (select old from renamed)',
    renamed: {
      id: contactOf.replace('%', 'id'),
      email: `'again.' || email`,
      external_id: 'null',
    },
  },
  subscription: {
    rows: 'contact_id in (select old from renamed)',
    renamed: {
      id: contactOf.replace('%', 'id'),
      contact_id: contactOf.replace('%', 'contact_id'),
      payer_id: contactOf.replace('%', 'payer_id'),
    },
  },
  term: {
    rows: 'subscription_id in (select old from renamed)',
    renamed: {
      id: 'uuid_v7()',
      subscription_id: contactOf.replace('%', 'subscription_id'),
    },
  },
  contact_label: {
    rows: 'contact_id in (select old from renamed)',
    renamed: { contact_id: contactOf.replace('%', 'contact_id') },
  },
  directory: {
    rows: 'contact_id in (select old from renamed)',
    renamed: { contact_id: contactOf.replace('%', 'contact_id') },
  },
  directory_text: {
    rows: 'contact_id in (select old from renamed)',
    renamed: { contact_id: contactOf.replace('%', 'contact_id') },
  },
};

/** Seconds for the COPY FROM alone; everything is rolled back. */
export async function rawImportSeconds({ db, orgId }: Target, importId: string): Promise<number> {
  const undone = new Error('measured');
  let seconds = 0;
  const work = inOrganization(db, orgId, async (tx) => {
    await rename(tx, importId);
    const texts = new Map<string, Buffer[]>();
    for (const table of Object.keys(tables)) texts.set(table, await copyOut(tx, table));
    // COPY FROM is not for tables under row-level security: the owner does it here.
    await tx.client.query('reset role');
    const begin = performance.now();
    for (const [table, text] of texts) {
      const into = `copy ${table} (${(await columnsOf(tx, table)).join(', ')}) from stdin`;
      await pipeline(Readable.from([Buffer.concat(text)]), tx.client.query(copyFrom(into)));
    }
    seconds = (performance.now() - begin) / 1000;
    throw undone;
  });
  await work.catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return seconds;
}

/** New ids for the contacts and subscriptions of the import. */
async function rename(tx: Tx, importId: string): Promise<void> {
  await tx.client.query('create temp table renamed (old uuid primary key, new uuid)');
  await tx.exec(
    `insert into renamed
     select contact_id, uuid_v7() from import_row where import_id = $1 and contact_id is not null
     union all
     select s.id, uuid_v7() from subscription s
     join import_row r on r.contact_id = s.contact_id where r.import_id = $1`,
    [importId],
  );
}

async function copyOut(tx: Tx, table: string): Promise<Buffer[]> {
  const { rows, renamed } = tables[table]!;
  const columns = (await columnsOf(tx, table)).map((name) => renamed[name] ?? name);
  const chunks: Buffer[] = [];
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      chunks.push(chunk);
      done();
    },
  });
  const sql = `copy (select ${columns.join(', ')} from ${table} where ${rows}) to stdout`;
  await pipeline(tx.client.query(copyTo(sql)), sink);
  return chunks;
}

async function columnsOf(tx: Tx, table: string): Promise<string[]> {
  const rows = await tx.query<{ name: string }>(
    `select attname as name from pg_attribute where attrelid = $1::regclass
       and attnum > 0 and not attisdropped and attgenerated = '' order by attnum`,
    [table],
  );
  return rows.map((row) => row.name);
}
