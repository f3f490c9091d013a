import Papa from 'papaparse';
import { decodeText, detectEncoding } from './encoding.ts';
import { unguardFormula } from './formula.ts';
import { limits } from './limits.ts';
import { FileUnclosedQuote } from './refusals.ts';
import { refuseLarge } from './source.ts';
import type { FileFacts, FileSource, Separator } from './types.ts';

export type CsvFacts = Extract<FileFacts, { format: 'csv' }>;

const separators: Separator[] = [',', ';', '\t', '|'];

type Parsed = { data: string[][]; errors: { code: string }[]; meta: { cursor: number } };

/** Recognizes encoding and separator of a text file, from its content alone. */
export async function recognizeCsv(source: FileSource, head: Uint8Array): Promise<CsvFacts> {
  await refuseLarge(source, limits.csvBytes);
  const { encoding, bom } = await detectEncoding(source, head);
  const text = new TextDecoder(encoding).decode(head);
  return { format: 'csv', encoding, bom, separator: detectSeparator(text) };
}

/**
 * The separator that cuts the first records into the most columns of the same number; a file of
 * one column counts as comma-separated.
 */
export function detectSeparator(text: string): Separator {
  let best: { separator: Separator; score: number } = { separator: ',', score: 0 };
  for (const separator of separators) {
    const rows = parse(text, separator, '\n', true).data.slice(0, 50);
    const usable = rows.length > 0 ? rows : parse(text, separator, '\n', false).data.slice(0, 1);
    const width = usable[0]?.length ?? 1;
    if (width < 2) continue;
    const same = usable.filter((row) => row.length === width).length / usable.length;
    const score = same * (1 + Math.log(width));
    if (score > best.score) best = { separator, score };
  }
  return best.separator;
}

/**
 * The records of a CSV in batches, header included, at constant memory. Quotes, separators and line
 * breaks inside quoted cells are read as RFC 4180 says; `\r\n`, `\n` and `\r` end a record.
 */
export async function* csvRecords(source: FileSource, facts: CsvFacts): AsyncGenerator<string[][]> {
  let rest = '';
  let newline: '\n' | '\r' | null = null;
  let count = 0;
  for await (const text of decodeText(source, facts.encoding)) {
    rest += text;
    newline ??= recordEnd(rest);
    if (newline === null) continue;
    const { data, meta } = parse(rest, facts.separator, newline, true);
    rest = rest.slice(meta.cursor);
    count += data.length;
    if (rest.length > limits.record) throw new FileUnclosedQuote({ row: count + 1 });
    if (data.length > 0) yield data.map(clean);
  }
  if (rest.length === 0) return;
  newline ??= rest.includes('\r') ? '\r' : '\n';
  const last = parse(rest, facts.separator, newline, false);
  if (last.errors.some((error) => error.code === 'MissingQuotes')) {
    throw new FileUnclosedQuote({ row: count + last.data.length });
  }
  yield last.data.map(clean);
}

function parse(text: string, separator: string, newline: '\n' | '\r', partial: boolean): Parsed {
  return new Papa.Parser({ delimiter: separator, newline }).parse(text, 0, partial) as Parsed;
}

/** Old Macintosh files end records with `\r` alone; everything else has a `\n` somewhere. */
function recordEnd(text: string): '\n' | '\r' | null {
  if (text.includes('\n')) return '\n';
  return text.includes('\r') && text.length > 65_536 ? '\r' : null;
}

function clean(record: string[]): string[] {
  const last = record.length - 1;
  const tail = record[last];
  if (tail?.endsWith('\r')) record[last] = tail.slice(0, -1);
  return record.map(unguardFormula);
}
