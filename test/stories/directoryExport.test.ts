import { beforeAll, describe, expect, it } from 'vitest';
import { exportCsv, exportRows } from '../../src/db/directory/export.ts';
import { csvRecords } from '../../src/files/csvReader.ts';
import { unguardFormula } from '../../src/files/formula.ts';
import { testDatabase } from '../support/database.ts';
import { addLabel, directoryWorld, paying, type World } from './directoryWorld.ts';

const db = await testDatabase();
let world: World;

const nasty = [
  '=1+1',
  '+33612345678',
  '-5',
  '-x',
  '@me',
  '\ttab',
  'a"b',
  'a,b;c',
  'a\nb',
  "'quoted",
];

beforeAll(async () => {
  world = await directoryWorld(db, [
    ...nasty.map((discord, i) => ({ ...paying, name: `Person ${i}`, discord })),
    {
      ...{ ...paying, name: 'Yen', currency: 'JPY', amount: 1200, interval_unit: 'year' },
      ...{
        access_until: '2026-06-15',
        lifetime_amount: 70,
        address: { line1: 'Rue', city: 'Lyon' },
      },
    },
    {
      ...paying,
      name: 'Quarterly',
      interval_count: 3,
      amount: 1005,
      fields: { fee: 1250, x: 'é' },
    },
  ]);
  await world.write(
    `insert into field (org_id, id, key, label_en, label_fr, type, created_at)
     values (app_org(), uuid_v7(), 'fee', 'Fee; "really"', 'Frais', 'amount', '2024-01-01')`,
  );
  await addLabel(world, 'VIP', ['Yen', 'Quarterly']);
  await addLabel(world, 'Press', ['Yen']);
});

/** The records of an export as a program that reads CSV sees them. */
async function records(request: Partial<Parameters<typeof exportCsv>[2]>): Promise<string[][]> {
  const stream = await exportCsv(db, world.scope, { query: '', language: 'en', ...request });
  const bytes = Buffer.concat((await stream.toArray()).map((chunk) => Buffer.from(chunk)));
  const found: string[][] = [];
  const facts = {
    ...{ format: 'csv' as const, encoding: 'utf-8' as const, bom: request.bom ?? false },
    separator: request.separator ?? (',' as const),
  };
  for await (const batch of csvRecords({ name: 'x.csv', bytes }, facts)) found.push(...batch);
  return found;
}

describe('CSV', () => {
  it('keeps every text, and lets none of them run as a formula', async () => {
    const rows = await records({ columns: ['discord'], query: 'person' });
    expect(
      rows
        .slice(1)
        .map(([cell]) => unguardFormula(cell!))
        .toSorted(),
    ).toEqual(nasty.toSorted());
    const stream = await exportCsv(db, world.scope, {
      ...{ query: 'person', columns: ['discord'], language: 'en' },
    });
    const raw = (await stream.toArray()).join('');
    expect(raw).toContain("\n'=1+1\n");
    expect(raw).toContain("\n'@me\n");
    expect(raw).toContain('\n+33612345678\n');
  });

  it('writes amounts as decimals of their currency, and yearly dates from the term', async () => {
    const columns = ['name', 'amount', 'lifetime', 'last_charge', 'labels', 'address', 'field.fee'];
    const [titles, ...rows] = await records({ columns, query: 'yen OR quarterly', separator: ';' });
    expect(titles?.slice(0, 5)).toEqual(
      ['Name', 'Amount', 'Currency', 'Billing interval'].concat('Lifetime amount'),
    );
    expect(titles?.at(-1)).toBe('Fee; "really"');
    expect(rows).toEqual([
      ['Quarterly', '10.05', 'EUR', '3 months', '0.00', '2026-03-01', 'VIP']
        .concat(['', '', '', '', '', ''])
        .concat('12.50'),
      ['Yen', '1200', 'JPY', 'year', '70', '2025-06-15', 'Press, VIP']
        .concat(['Rue', '', '', 'Lyon', '', ''])
        .concat(''),
    ]);
  });

  it('comes in the order and language asked for, with a mark for old programs', async () => {
    const stream = await exportCsv(db, world.scope, {
      ...{ query: 'person', columns: ['name'], sort: '-name', language: 'fr', bom: true },
    });
    const text = (await stream.toArray()).join('');
    expect(text.startsWith('\ufeffNom\nPerson 9\nPerson 8\n')).toBe(true);
  });

  it('refuses before the first byte', async () => {
    const wrong = (more: object) =>
      exportCsv(db, world.scope, { query: '', language: 'en', ...more });
    await expect(wrong({ query: 'plan:x' })).rejects.toMatchObject({ code: 'invalid_query' });
    await expect(wrong({ columns: ['x'] })).rejects.toMatchObject({ code: 'invalid_page' });
    await expect(wrong({ sort: 'x' })).rejects.toMatchObject({ code: 'invalid_page' });
  });

  it('may be stopped half-way, and the connection serves others again', async () => {
    for (let i = 0; i < 12; i++) {
      const stream = await exportCsv(db, world.scope, { query: '', language: 'en' });
      stream.once('error', () => undefined);
      stream.destroy();
    }
    expect((await records({ columns: ['name'] })).length).toBe(nasty.length + 3);
  });
});

it('gives a workbook the same rows with numbers as numbers', async () => {
  const { titles, rows } = await exportRows(db, world.scope, {
    ...{ query: 'quarterly', columns: ['name', 'amount', 'joined'], language: 'fr' },
  });
  expect(titles).toEqual(['Nom', 'Montant', 'Devise', 'Périodicité', 'Date de début']);
  const all = [];
  for await (const row of rows) all.push(row);
  expect(all).toEqual([['Quarterly', 10.05, 'EUR', '3 months', '2025-01-01']]);
});
