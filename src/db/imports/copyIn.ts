import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { from } from 'pg-copy-streams';
import type { Tx } from '../transaction.ts';

export type CopyValue = string | number | boolean | null | undefined | string[] | object;

/** Writes rows with COPY on the transaction's connection: as fast as PostgreSQL takes rows in. */
export async function copyIn(
  tx: Tx,
  into: { table: string; columns: readonly string[] },
  rows: Iterable<readonly CopyValue[]>,
): Promise<void> {
  const stream = tx.client.query(
    from(`copy ${into.table} (${into.columns.join(', ')}) from stdin`),
  );
  await pipeline(Readable.from(chunksOf(rows)), stream);
}

/** Texts of about 256 kB: what a row costs on the way is then shared by many. */
function* chunksOf(rows: Iterable<readonly CopyValue[]>): Generator<Buffer> {
  let chunk = '';
  for (const row of rows) {
    chunk += `${row.map(encode).join('\t')}\n`;
    if (chunk.length < 262_144) continue;
    yield Buffer.from(chunk);
    chunk = '';
  }
  if (chunk !== '') yield Buffer.from(chunk);
}

const special = /[\\\t\n\r]/g;
const escapes: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function encode(value: CopyValue): string {
  if (value === null || value === undefined) return '\\N';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return value ? 't' : 'f';
  if (typeof value === 'string') return escaped(value);
  if (Array.isArray(value)) return escaped(arrayLiteral(value as string[]));
  return escaped(JSON.stringify(value));
}

function escaped(text: string): string {
  return text.replace(special, (mark) => escapes[mark]!);
}

function arrayLiteral(items: string[]): string {
  const quoted = items.map((item) => `"${item.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`);
  return `{${quoted.join(',')}}`;
}
