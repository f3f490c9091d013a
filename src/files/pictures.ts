import { PictureEmpty, PictureTooLarge, PictureWrongKind } from './refusals.ts';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

/** The most bytes a picture may have. */
export const pictureBytes = 2 * 1024 * 1024;

/**
 * What kind of picture these bytes are, told from their beginning and never from a name. Refuses
 * with `PictureEmpty`, `PictureTooLarge` or `PictureWrongKind`; SVG can run scripts and is none.
 */
export function pictureType(bytes: Uint8Array): PictureType {
  if (bytes.length === 0) throw new PictureEmpty();
  if (bytes.length > pictureBytes) throw new PictureTooLarge();
  if (has(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'image/png';
  if (has(bytes, [0xff, 0xd8, 0xff])) return 'image/jpeg';
  if (has(bytes, text('RIFF')) && has(bytes, text('WEBP'), 8)) return 'image/webp';
  throw new PictureWrongKind();
}

function has(bytes: Uint8Array, wanted: readonly number[], at = 0): boolean {
  return wanted.every((byte, i) => bytes[at + i] === byte);
}

function text(word: string): number[] {
  return [...Buffer.from(word, 'latin1')];
}
