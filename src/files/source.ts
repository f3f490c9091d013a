import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { FileTooLarge } from './refusals.ts';
import type { FileSource } from './types.ts';

/** The first bytes of a file; fewer when it is shorter. */
export async function readHead(source: FileSource, bytes: number): Promise<Uint8Array> {
  if ('bytes' in source) return source.bytes.subarray(0, bytes);
  const file = await open(source.path, 'r');
  try {
    const buffer = Buffer.alloc(bytes);
    const read = await file.read(buffer, 0, bytes, 0);
    return buffer.subarray(0, read.bytesRead);
  } finally {
    await file.close();
  }
}

/** The bytes of a file, chunk by chunk. */
export async function* readChunks(source: FileSource): AsyncGenerator<Uint8Array> {
  if ('bytes' in source) {
    const step = 1 << 18;
    for (let at = 0; at < source.bytes.length; at += step)
      yield source.bytes.subarray(at, at + step);
    return;
  }
  for await (const chunk of createReadStream(source.path, { highWaterMark: 1 << 18 })) yield chunk;
}

/** The whole file in memory; only for workbooks, whose directory stands at their end. */
export async function readAll(source: FileSource): Promise<Uint8Array> {
  return 'bytes' in source ? source.bytes : await readFile(source.path);
}

/** Refuses a file beyond `limit` bytes before it is opened. */
export async function refuseLarge(source: FileSource, limit: number): Promise<void> {
  const size = 'bytes' in source ? source.bytes.length : (await stat(source.path)).size;
  if (size <= limit) return;
  throw new FileTooLarge({ size: megabytes(size), limit: megabytes(limit) });
}

export function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
