import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createInflateRaw } from 'node:zlib';
import { limits } from './limits.ts';
import { FileBomb, FileDamaged } from './refusals.ts';
import { megabytes } from './source.ts';

export type ZipEntry = {
  name: string;
  method: number;
  crc: number;
  packed: number;
  unpacked: number;
  offset: number;
};

/** The central directory of an archive. Throws `FileDamaged` when none can be read. */
export function zipEntries(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  if (end < 0) throw new FileDamaged();
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  const entries: ZipEntry[] = [];
  for (let index = 0; index < count; index++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) throw new FileDamaged();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: Buffer.from(bytes.subarray(at + 46, at + 46 + nameLength)).toString('utf8'),
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      unpacked: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * Refuses an archive that unpacks to more than a workbook of members can hold: first by what it
 * declares, then by unpacking it into nothing and counting, since what is declared may be a lie.
 */
export async function refuseBomb(bytes: Uint8Array, entries: ZipEntry[]): Promise<void> {
  const budget = unpackedBudget(bytes.length);
  const declared = entries.reduce((sum, entry) => sum + entry.unpacked, 0);
  if (declared > budget) throw new FileBomb({ size: megabytes(declared) });
  let left = budget;
  for (const entry of entries) left -= await unpackedSize(bytes, entry, left);
}

function unpackedBudget(packed: number): number {
  return Math.min(limits.unpackedBytes, Math.max(limits.ratioFrom, packed * limits.ratio));
}

async function unpackedSize(bytes: Uint8Array, entry: ZipEntry, left: number): Promise<number> {
  const packed = packedBytes(bytes, entry);
  if (entry.method === 0) return packed.length;
  if (entry.method !== 8) throw new FileDamaged();
  let size = 0;
  const count = new Writable({
    write(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      done(size > left ? new FileBomb({ size: megabytes(size) }) : null);
    },
  });
  try {
    await pipeline(Readable.from([packed]), createInflateRaw({ chunkSize: 1 << 18 }), count);
  } catch (error) {
    if (error instanceof FileBomb) throw error;
    throw new FileDamaged();
  }
  return size;
}

/** The packed bytes of an entry, not copied. */
export function packedBytes(bytes: Uint8Array, entry: ZipEntry): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (entry.offset + 30 > bytes.length) throw new FileDamaged();
  const start =
    entry.offset +
    30 +
    view.getUint16(entry.offset + 26, true) +
    view.getUint16(entry.offset + 28, true);
  if (start + entry.packed > bytes.length) throw new FileDamaged();
  return bytes.subarray(start, start + entry.packed);
}

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 65_557);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at;
  }
  return -1;
}
