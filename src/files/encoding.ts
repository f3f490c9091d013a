import { readChunks } from './source.ts';
import type { Encoding, FileSource } from './types.ts';

/**
 * Tells the encoding of a text file by reading it once: a byte order mark decides; else UTF-8 when
 * every byte fits it, else Windows-1252, which is what French spreadsheet programs write.
 */
export async function detectEncoding(
  source: FileSource,
  head: Uint8Array,
): Promise<{ encoding: Encoding; bom: boolean }> {
  if (head[0] === 0xff && head[1] === 0xfe) return { encoding: 'utf-16le', bom: true };
  if (head[0] === 0xfe && head[1] === 0xff) return { encoding: 'utf-16be', bom: true };
  const bom = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of readChunks(source)) decoder.decode(chunk, { stream: true });
    decoder.decode();
    return { encoding: 'utf-8', bom };
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { encoding: 'windows-1252', bom: false };
  }
}

/** The text of a file, chunk by chunk, without its byte order mark. */
export async function* decodeText(source: FileSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of readChunks(source)) yield decoder.decode(chunk, { stream: true });
  yield decoder.decode();
}
