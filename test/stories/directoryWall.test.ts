import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { exportCsv } from '../../src/db/directory/export.ts';
import { withLiterals } from '../../src/db/directory/literals.ts';
import { directoryPage } from '../../src/db/directory/page.ts';
import { withReader } from '../../src/db/transaction.ts';
import { Refusal } from '../../src/domain/errors.ts';
import { printQuery } from '../../src/domain/segments/print.ts';
import { anyQuery } from '../domain/segments/arbitraries.ts';
import { testDatabase } from '../support/database.ts';
import { addLabel, addPlan, directoryWorld, paying, type World } from './directoryWorld.ts';

/** The reader is exempt from row-level security, so this is what keeps organizations apart. */
const db = await testDatabase();
let ours: World;
let theirs: World;

beforeAll(async () => {
  const people = [
    { ...paying, name: 'Jean Martin', email: 'jean@exemple.fr', fields: { city: 'Lyon' } },
    { ...paying, name: 'Marie Curie', company_name: 'Radium', open_balance: 100 },
  ];
  ours = await directoryWorld(db, people);
  theirs = await directoryWorld(
    db,
    people.map((person) => ({ ...person, name: `${person.name} secret` })),
  );
  for (const world of [ours, theirs]) {
    await addPlan(world, world === ours ? 'Gold' : 'Hidden plan');
    await addLabel(world, world === ours ? 'VIP' : 'Hidden label', [...world.ids.keys()]);
  }
});

/** The names an organization sees, or `refused`. */
async function seen(world: World, query: string, sort?: string): Promise<string[] | 'refused'> {
  try {
    return [...(await world.names({ query, sort })), ...(await world.find(query)).map(String)];
  } catch (error) {
    if (error instanceof Refusal && error.code === 'invalid_query') return 'refused';
    throw error;
  }
}

const attacks = [
  `' OR '1'='1`,
  `"' OR 1=1 --"`,
  `label:"x'; drop table directory; --"`,
  `plan:"$1"`,
  `"$1::uuid"`,
  `field.city:"') or true or ('"`,
  `company:"\\\\' or true --"`,
  `text:"%' or d.org_id <> $1 or '%"`,
  `lifetime:>=0 OR lifetime:<0`,
  `-xyz`,
  `-(label:none) OR label:none`,
  `kind:never,paying,free,former,follower`,
  `"%"`,
  `_`,
  `"\\"`,
  `E'\\x27'`,
];

describe('whatever is asked', () => {
  it.each(attacks)('%s shows nobody of another organization', async (query) => {
    const names = await seen(ours, query);
    if (names !== 'refused') expect(names.filter((name) => !ours.ids.has(name))).toEqual([]);
    const copied = await seen(theirs, query);
    if (copied !== 'refused') expect(copied.filter((name) => !theirs.ids.has(name))).toEqual([]);
  });

  it('any query at all shows nobody of another organization', async () => {
    await fc.assert(
      fc.asyncProperty(anyQuery, async (query) => {
        const text = printQuery(query);
        if (text.includes('\0')) return;
        const names = await seen(ours, text);
        if (names !== 'refused') expect(names.filter((name) => !ours.ids.has(name))).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  it('names of another organization are unknown', async () => {
    expect(await seen(ours, 'plan:"hidden plan"')).toBe('refused');
    expect(await seen(ours, 'label:"hidden label"')).toBe('refused');
    expect(await seen(ours, 'payer:"Jean Martin secret"')).toBe('refused');
  });

  it('a typing mistake is never corrected with words of another organization', async () => {
    expect(await ours.page({ query: 'secrte' })).toMatchObject({ count: 0, corrected: null });
    expect(await theirs.page({ query: 'secrte' })).toMatchObject({ count: 2 });
  });

  it('a cursor of another organization only says where to go on', async () => {
    const { nextCursor } = await theirs.page({ limit: 1 });
    const names = await ours.names({ cursor: nextCursor ?? undefined });
    expect(names.every((name) => ours.ids.has(name))).toBe(true);
  });

  it('no organization is an error, never everybody', async () => {
    for (const orgId of ['', 'null', `${ours.scope.orgId}' or true --`]) {
      const page = directoryPage(db, { ...ours.scope, orgId }, { query: '' });
      await expect(page).rejects.toBeInstanceOf(Refusal);
    }
  });

  it('an export holds only its own people, with attacks in it', async () => {
    for (const query of ['', ...attacks]) {
      const csv = await exportCsv(db, ours.scope, { query, language: 'en' }).catch(() => null);
      if (!csv) continue;
      const text = (await csv.toArray()).join('');
      expect(text).not.toContain('secret');
      expect(text).not.toContain('Hidden');
    }
  });
});

describe('the reader', () => {
  it('can read the list and nothing else, and write nothing', async () => {
    const attempt = (sql: string) => withReader(db, (reader) => reader.query(sql));
    for (const table of ['contact', 'note', 'invoice', 'payment', 'auth.user', 'organization']) {
      await expect(attempt(`select * from ${table}`), table).rejects.toThrow();
    }
    await expect(attempt('delete from directory')).rejects.toThrow();
    await expect(attempt('update directory set name = name')).rejects.toThrow();
  });

  it('writes literals that stay literals', async () => {
    const texts = [`it's`, `\\`, `\\'`, `$1`, `E'`, `";--`, `{a,b}`, `"q"`, 'é', `a\nb`];
    const sql = withLiterals('select $1::text as one, $2::text[] as many, $3::int as number', [
      ...[`\\'; select $2 --`, texts, -5],
    ]);
    const [row] = await withReader(db, (reader) => reader.query(sql));
    expect(row).toEqual({ one: `\\'; select $2 --`, many: texts, number: -5 });
  });
});
