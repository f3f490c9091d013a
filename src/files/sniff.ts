import { FileEmpty, FileOldExcel, FileWrongKind } from './refusals.ts';

export type Kind = 'zip' | 'text';

type Magic = { bytes: number[]; at?: number; en: string; fr: string };

const known: Magic[] = [
  { bytes: [0x25, 0x50, 0x44, 0x46], en: 'a PDF', fr: "d'un PDF" },
  { bytes: [0x89, 0x50, 0x4e, 0x47], en: 'a picture (PNG)', fr: "d'une image (PNG)" },
  { bytes: [0xff, 0xd8, 0xff], en: 'a picture (JPEG)', fr: "d'une image (JPEG)" },
  { bytes: [0x47, 0x49, 0x46, 0x38], en: 'a picture (GIF)', fr: "d'une image (GIF)" },
  { bytes: [0x52, 0x49, 0x46, 0x46], en: 'a picture or sound', fr: "d'une image ou d'un son" },
  { bytes: [0x1f, 0x8b], en: 'a compressed archive', fr: "d'une archive compressée" },
  { bytes: [0x37, 0x7a, 0xbc, 0xaf], en: 'a compressed archive', fr: "d'une archive compressée" },
  { bytes: [0x52, 0x61, 0x72, 0x21], en: 'a compressed archive', fr: "d'une archive compressée" },
  { bytes: [0x7f, 0x45, 0x4c, 0x46], en: 'a program', fr: "d'un programme" },
  { bytes: [0x4d, 0x5a, 0x90, 0x00], en: 'a program', fr: "d'un programme" },
];

/**
 * Tells what a file is from its first bytes, never from its name. Throws a refusal in plain words
 * for an empty file, an old workbook, and everything that is no table.
 */
export function sniff(head: Uint8Array): Kind {
  if (head.length === 0) throw new FileEmpty();
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0])) throw new FileOldExcel();
  if (starts(head, [0x50, 0x4b, 0x03, 0x04]) || starts(head, [0x50, 0x4b, 0x05, 0x06]))
    return 'zip';
  const magic = known.find((one) => starts(head, one.bytes));
  if (magic) throw new FileWrongKind({ kind: magic.en, kind_fr: magic.fr });
  refuseMarkup(head);
  if (binary(head)) {
    throw new FileWrongKind({ kind: 'a binary file', kind_fr: "d'un fichier binaire" });
  }
  return 'text';
}

function starts(head: Uint8Array, bytes: number[]): boolean {
  return bytes.every((byte, index) => head[index] === byte);
}

function refuseMarkup(head: Uint8Array): void {
  const text = Buffer.from(head.subarray(0, 512))
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '');
  const start = text.trimStart().toLowerCase();
  if (/^(<!doctype html|<html|<table|<head|<body)/.test(start)) {
    throw new FileWrongKind({ kind: 'a web page (HTML)', kind_fr: "d'une page web (HTML)" });
  }
  if (start.startsWith('<?xml')) {
    throw new FileWrongKind({ kind: 'an XML document', kind_fr: "d'un document XML" });
  }
  if (/^[[{]\s*["{[]/.test(start)) {
    throw new FileWrongKind({ kind: 'a JSON document', kind_fr: "d'un document JSON" });
  }
  if (start.startsWith('{\\rtf')) {
    throw new FileWrongKind({
      kind: 'a text document (RTF)',
      kind_fr: "d'un document texte (RTF)",
    });
  }
}

/** Zero bytes outside UTF-16 (told by its mark) mean that this is no text. */
function binary(head: Uint8Array): boolean {
  if (starts(head, [0xff, 0xfe]) || starts(head, [0xfe, 0xff])) return false;
  return head.includes(0);
}
