import { deflateRawSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { writeCsv } from '../../src/files/csvWriter.ts';
import { guardFormula, unguardFormula } from '../../src/files/formula.ts';
import { limits } from '../../src/files/limits.ts';
import { readTable } from '../../src/files/readTable.ts';
import { templateSheet } from '../../src/files/templateSheet.ts';
import type { RawRow } from '../../src/files/types.ts';
import { writeXlsx } from '../../src/files/xlsxWriter.ts';

type Bytes = string | Uint8Array;

const open = (content: Bytes, name = 'list') =>
  readTable({ name, bytes: typeof content === 'string' ? Buffer.from(content) : content });

async function read(content: Bytes) {
  const table = await open(content);
  const rows: RawRow[] = [];
  for await (const batch of table.rows()) rows.push(...batch);
  return { facts: table.facts, header: table.header, rows };
}

const refusal = (content: Bytes) =>
  open(content).then(
    () => 'read',
    (error: { code: string }) => error.code,
  );

describe('CSV', () => {
  it('is recognized by content: separator, encoding, mark', async () => {
    const facts = async (content: Bytes) => (await read(content)).facts;
    const plain = { format: 'csv', encoding: 'utf-8', bom: false, separator: ',' };
    expect(await facts('a,b\n1,2\n')).toEqual(plain);
    expect(await facts('a;b\n"x, y";2\n')).toEqual({ ...plain, separator: ';' });
    expect(await facts('a\tb\n1\t2\n')).toEqual({ ...plain, separator: '\t' });
    expect(await facts('\ufeffé,b\n1,2\n')).toEqual({ ...plain, bom: true });
    const latin = await read(Buffer.from('nom;ville\nZo\u00e9;N\u00eemes \u0080\n', 'latin1'));
    expect(latin.facts).toEqual({ ...plain, encoding: 'windows-1252', separator: ';' });
    expect(latin.rows[0]?.cells).toEqual(['Zoé', 'Nîmes €']);
    const wide = await read(Buffer.from('\ufeffnom;ville\r\nZoé;Nîmes\r\n', 'utf16le'));
    expect(wide.facts).toMatchObject({ encoding: 'utf-16le' });
    expect(wide.header).toEqual(['nom', 'ville']);
  });

  it('keeps quotes, separators and line breaks inside cells, and numbers rows as shown', async () => {
    const { header, rows } = await read('a,b\r\n"x ""y"", z","1\n2"\r\n\r\n=1+1,c\r\n');
    expect(header).toEqual(['a', 'b']);
    expect(rows).toEqual([
      { number: 2, cells: ['x "y", z', '1\n2'] },
      { number: 4, cells: ['=1+1', 'c'] },
    ]);
    expect((await read('a,b\r1,2\r3,4')).rows).toHaveLength(2);
  });

  it('holds a million rows, and one more is refused instead of left out', async () => {
    const million = `name,email\n${'Zoé,z@example.org\n'.repeat(limits.rows)}`;
    let last = 0;
    for await (const batch of (await open(million)).rows()) last = batch.at(-1)!.number;
    expect(last).toBe(1_000_001);
    const tooMany = async () => {
      const table = await open(`${million}Gaël,g@example.org\n`);
      for await (const batch of table.rows()) last = batch.at(-1)!.number;
    };
    await expect(tooMany()).rejects.toMatchObject({ code: 'file_too_many_rows', status: 413 });
  });

  it('is read in pieces without losing any', async () => {
    const lines = Array.from({ length: 60_000 }, (_, i) => `Zoé ${i},"${i},\n${i}"`);
    const { rows } = await read(`name,note\n${lines.join('\n')}\n`);
    expect(rows).toHaveLength(60_000);
    expect(rows.every(({ cells }, i) => cells[1] === `${i},\n${i}`)).toBe(true);
  });

  it.each([
    ['file_empty', ''],
    ['file_empty', ' \n\n'],
    ['file_without_rows', 'name,email\n'],
    ['file_without_header', 'Zoé,zoe@example.org\nLéa,lea@example.org\n'],
    ['file_without_header', '1,2,x\n3,4,y\n'],
    ['file_unclosed_quote', 'a,b\n1,"2\n3,4\n'],
    ['file_wrong_kind', '%PDF-1.7 …'],
    ['file_wrong_kind', '<!doctype html><table>'],
    ['file_wrong_kind', '[{"name": "Zoé"}]'],
    ['file_wrong_kind', Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 1, 2)],
    ['file_wrong_kind', 'a,b\n\u0000\u0001'],
    ['file_old_excel', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1, 2)],
    ['file_damaged', Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2)],
    ['file_too_many_columns', `${Array.from({ length: 501 }, (_, i) => `c${i}`).join(',')}\n1\n`],
  ])('refuses with %s', async (code, content) => {
    expect(await refusal(content)).toBe(code);
  });
});

/** A ZIP of one entry whose directory may declare another size than it unpacks to. */
function zip(name: string, content: Uint8Array, declared = content.length): Uint8Array {
  const packed = deflateRawSync(content);
  const entry = (signature: number, central: boolean) => {
    const head = Buffer.alloc(central ? 46 : 30);
    const at = central ? 2 : 0;
    head.writeUInt32LE(signature, 0);
    head.writeUInt16LE(8, 8 + at);
    head.writeUInt32LE(packed.length, 18 + at);
    head.writeUInt32LE(declared, 22 + at);
    head.writeUInt16LE(name.length, 26 + at);
    return Buffer.concat([head, Buffer.from(name)]);
  };
  const local = Buffer.concat([entry(0x04034b50, false), packed]);
  const central = entry(0x02014b50, true);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}

describe('a workbook', () => {
  it('gives text, numbers, dates and yes/no, and comes from our own writer', async () => {
    const stream = writeXlsx({ name: 'Members', columns: [{ header: 'Nom' }, { header: 'n' }] }, [
      ['=Zoé', 12.5],
      ['Léa', true],
    ]);
    const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
    expect(await read(bytes)).toEqual({
      facts: { format: 'xlsx', sheet: '1' },
      header: ['Nom', 'n'],
      rows: [
        { number: 2, cells: ['=Zoé', 12.5] },
        { number: 3, cells: ['Léa', true] },
      ],
    });
  });

  it('of the template is read back', async () => {
    const columns = [
      { header: 'Nom', required: true, example: 'Zoé' },
      { header: 'Début', required: true, example: '15/01/2026' },
    ];
    const { header, rows } = await read(await templateSheet({ name: 'Membres', columns }));
    expect(header).toEqual(['Nom', 'Début']);
    expect(rows[0]?.cells).toEqual(['Zoé', '15/01/2026']);
  });

  it('that is a bomb is refused, whether it says so or lies', async () => {
    const zeros = new Uint8Array(60 * 1024 * 1024);
    expect(await refusal(zip('xl/workbook.xml', zeros))).toBe('file_unpacks_too_large');
    expect(await refusal(zip('xl/workbook.xml', zeros, 10))).toBe('file_unpacks_too_large');
    expect(await refusal(zip('word/document.xml', new Uint8Array(9)))).toBe('file_wrong_kind');
    expect(await refusal(zip('xl/workbook.xml', Buffer.from('<workbook/>')))).toBe('file_damaged');
  });
});

describe('writing CSV', () => {
  it('is safe against formulas and comes back unchanged', async () => {
    const names = ['=1+1', '+33 6 12', '-5', '@sum', "'=x", 'a "b"; c', ' x', '\u00e9\n2'];
    let text = '';
    for await (const chunk of writeCsv([['n', 'v'], ...names.map((name) => [name, 1])], {
      bom: true,
    })) {
      text += chunk;
    }
    expect(text).toContain("'=1+1");
    expect(text).toContain("'@sum");
    const { rows } = await read(text);
    expect(rows.map(({ cells }) => cells[0])).toEqual(names);
    expect(unguardFormula(guardFormula('=cmd'))).toBe('=cmd');
  });
});
