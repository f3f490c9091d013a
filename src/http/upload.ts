import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { FastifyRequest } from 'fastify';
import { defineRefusal } from '../domain/errors.ts';
import type { FileSource } from '../files/types.ts';

export const NoFile = defineRefusal('no_file', 422, {
  en: 'There is no file in this request. Choose one and send it again.',
  fr: 'Cette requête ne contient pas de fichier. Choisissez-en un et renvoyez-la.',
});

export type Upload = { file: FileSource; fields: Record<string, string> };

/**
 * Writes the one file of a multipart request to a temporary folder, whatever its size, and lends it
 * to the work; the folder goes afterwards. Fields must come before the file.
 */
export async function withUpload<T>(
  request: FastifyRequest,
  work: (upload: Upload) => Promise<T>,
): Promise<T> {
  const part = await request.file();
  if (!part) throw new NoFile();
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cercle-upload-'));
  try {
    const target = path.join(folder, 'file');
    await pipeline(part.file, createWriteStream(target));
    const name = path.basename(part.filename || 'file').slice(0, 200);
    return await work({ file: { name, path: target }, fields: textFields(part.fields) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function textFields(fields: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(fields).flatMap(([name, field]) => {
    const value = (field as { value?: unknown } | undefined)?.value;
    return typeof value === 'string' ? [[name, value]] : [];
  });
  return Object.fromEntries(texts) as Record<string, string>;
}

/**
 * The one small file of a multipart request, held in memory; whatever follows `most` bytes is left
 * unread. Throws `TooLarge` when there is more of it, and `NoFile` without one.
 */
export async function smallUpload(
  request: FastifyRequest,
  limit: { most: number; TooLarge: new () => Error },
): Promise<Buffer> {
  const isForm = request.headers['content-type']?.startsWith('multipart/form-data');
  const part = isForm ? await request.file({ limits: { fileSize: limit.most } }) : undefined;
  if (!part) throw new NoFile();
  const chunks: Buffer[] = [];
  for await (const chunk of part.file) chunks.push(chunk as Buffer);
  if (part.file.truncated) throw new limit.TooLarge();
  return Buffer.concat(chunks);
}
