import { beforeAll, describe, expect, it } from 'vitest';
import { directoryTotals } from '../../src/db/directory/totals.ts';
import { Refusal } from '../../src/domain/errors.ts';
import { newId } from '../../src/ids.ts';
import { testDatabase } from '../support/database.ts';
import { addLabel, directoryWorld, paying, type World } from './directoryWorld.ts';

const db = await testDatabase();
let world: World;

const firstNames = ['Zoé', 'Ana', 'Élise', 'Bruno', 'Ève', 'Camille', 'Océane'];
const lastNames = ['Lefebvre', 'Martin', 'Bœuf', 'Dupont', 'Traoré'];

beforeAll(async () => {
  const plan = newId();
  const people = Array.from({ length: 123 }, (_, i) => {
    const name = `${firstNames[i % 7]} ${lastNames[(i * 3) % 5]} ${i}`;
    const day = `2025-0${1 + (i % 9)}-1${i % 3}`;
    const some = (value: unknown) => (i % 4 === 0 ? null : value);
    return {
      ...(i % 3 === 0 ? {} : paying),
      ...{ name, email: some(`${i % 11}.${i}@exemple.fr`), joined_on: some(day) },
      ...{ lifetime_amount: (i * 7919) % 100, last_charge_on: some(day) },
      ...{ plan_name: some(i % 2 ? 'Gold' : 'Silver'), plan_ids: [plan] },
      fields: i % 3 === 0 ? { points: i % 10, city: `Ville ${i % 4}` } : {},
    };
  });
  world = await directoryWorld(db, people);
  await world.write(
    `insert into field (org_id, id, key, label_en, label_fr, type, created_at)
     values (app_org(), uuid_v7(), 'points', 'Points', 'Points', 'number', '2024-01-01'),
       (app_org(), uuid_v7(), 'city', 'City', 'Ville', 'text', '2024-01-01')`,
  );
  await addLabel(world, 'VIP', [...world.ids.keys()].slice(0, 40));
  await addLabel(world, 'Press', [...world.ids.keys()].slice(30, 50));
});

/** Names of all pages, followed by their cursors. */
async function follow(request: { query?: string; sort?: string; limit: number }) {
  const names: string[] = [];
  let cursor: string | undefined;
  for (let pages = 0; pages < 200; pages++) {
    const page = await world.page({ ...request, cursor });
    const rows = JSON.parse(page.json) as { name: string }[];
    expect(rows.length).toBe(page.count);
    names.push(...rows.map((row) => row.name));
    if (page.nextCursor === null) return names;
    expect(rows.length).toBe(request.limit);
    cursor = page.nextCursor;
  }
  throw new Error('the pages never end');
}

describe('pages', () => {
  const sorts = [
    ...['name', 'email', 'status', 'plans', 'amount', 'lifetime', 'last_charge', 'outcome'],
    ...['joined', 'next_invoice', 'access_ends', 'balance', 'company', 'payer', 'created'],
    ...['field.points', 'field.city'],
  ];
  it.each(sorts.flatMap((sort) => [sort, `-${sort}`]))(
    'by %s show everybody once',
    async (sort) => {
      for (const query of ['', 'label:vip,press', 'e']) {
        const whole = await world.names({ query, sort, limit: 500 });
        for (const limit of [1, 7, 41, whole.length, 122].filter((one) => one > 0)) {
          if (limit === 1 && query !== 'label:vip,press') continue;
          expect(await follow({ query, sort, limit }), `${query} by ${limit}`).toEqual(whole);
        }
        expect(new Set(whole).size).toBe(whole.length);
      }
    },
  );

  it('puts who lacks the value last, in both directions', async () => {
    const joined = async (sort: string) => {
      const page = await world.page({ sort, limit: 500, columns: ['joined'] });
      return (JSON.parse(page.json) as { joined_on: string | null }[]).map((row) => row.joined_on);
    };
    const up = await joined('joined');
    const dated = up.filter((day) => day !== null);
    expect(up).toEqual([...dated.toSorted(), ...up.filter((day) => day === null)]);
    const down = await joined('-joined');
    expect(down.slice(0, dated.length)).toEqual(dated.toSorted().reverse());
  });

  it('carry the columns asked for, with labels and own fields', async () => {
    const columns = ['labels', 'plans', 'field.points'];
    const page = await world.page({ limit: 1, query: 'label:vip+press', columns });
    const [row] = JSON.parse(page.json);
    expect(Object.keys(row).toSorted()).toEqual(
      ['id', 'kind', 'name', 'status', 'renews', 'blocked', 'plan_ids', 'plan_name']
        .concat(['custom_amount', 'labels', 'fields'])
        .toSorted(),
    );
    expect(row.labels.map((label: { name: string }) => label.name)).toEqual(['Press', 'VIP']);
    expect(Object.keys(row.labels[0])).toEqual(['id', 'name', 'by_rule']);
  });

  it.each([
    { sort: 'nothing' },
    { sort: '-' },
    { sort: 'labels' },
    { sort: 'toString' },
    { sort: 'field.nothing' },
    { columns: ['name', 'constructor'] },
    { columns: ["name'; drop table directory"] },
    { cursor: 'garbage' },
    { limit: 0 },
    { limit: 501 },
  ])('refuse %o', async (request) => {
    await expect(world.page(request)).rejects.toMatchObject({ code: 'invalid_page' });
  });

  it('refuse a cursor of another order', async () => {
    const { nextCursor } = await world.page({ limit: 5 });
    const page = world.page({ limit: 5, sort: '-joined', cursor: nextCursor ?? '' });
    await expect(page).rejects.toBeInstanceOf(Refusal);
  });
});

describe('search as you type', () => {
  it.each([
    ['lefevbre', 'Lefebvre'],
    ['lefbvre', 'Lefebvre'],
    ['Lefevre', 'Lefebvre'],
    ['matrin', 'Martin'],
    ['martn', 'Martin'],
    ['duponr', 'Dupont'],
    ['oceanne', 'Océane'],
    ['traroe', 'Traoré'],
    ['boeuf', 'Bœuf'],
    ['camile', 'Camille'],
  ])('forgives %s for %s', async (typed, meant) => {
    const expected = [...world.ids.keys()].filter((name) => name.includes(meant));
    const found = await world.names({ query: typed, limit: 500 });
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('finds by the beginning of a word from one letter on', async () => {
    const begin = (name: string) => /(^|\s)[ÉÈEe]/.test(name);
    const expected = [...world.ids.keys()].filter(begin).filter((name) => !/exemple/.test(name));
    const found = await world.names({ query: 'e', limit: 500 });
    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('says when it forgave, follows that to the last page, counts the same', async () => {
    const page = await world.page({ query: 'lefevbre status:active', limit: 3 });
    expect(page).toMatchObject({ match: 'near', corrected: 'lefebvre status:active', count: 3 });
    const names = await follow({ query: 'lefevbre status:active', limit: 3 });
    const totals = await directoryTotals(db, world.scope, 'lefevbre status:active');
    expect(names.length).toBe(totals.people);
    expect(names.every((name) => name.includes('Lefebvre'))).toBe(true);
    expect((await world.find('lefevbre status:active')).toSorted()).toEqual(names.toSorted());
  });

  it('forgives nothing under a negation, and finds nobody where nobody is near', async () => {
    const everybody = await world.find('');
    expect((await world.find('-lefevbre')).length).toBe(everybody.length);
    expect(await world.page({ query: 'xqzwkj' })).toMatchObject({ count: 0, match: 'exact' });
  });
});

it('adds up people, paying people, monthly and lifetime revenue per currency', async () => {
  const gold = { ...paying, currency: 'EUR', lifetime_amount: 5000 };
  const other = await directoryWorld(db, [
    { ...gold, name: 'a' },
    { ...gold, name: 'b', currency: 'JPY', monthly_amount: 900, lifetime_amount: 70 },
    { ...gold, name: 'on trial', trial_ends_on: '2026-03-03' },
    { ...gold, name: 'to come', runs_from: '2026-03-03' },
    { ...gold, name: 'over', ends_on: '2026-03-02' },
    { name: 'never' },
  ]);
  expect(await directoryTotals(db, other.scope, '')).toEqual({
    people: 6,
    paying: 4,
    mrr: [
      { currency: 'EUR', amount: 1000 },
      { currency: 'JPY', amount: 900 },
    ],
    lifetime: [
      { currency: 'EUR', amount: 20_000 },
      { currency: 'JPY', amount: 70 },
    ],
  });
  expect(await directoryTotals(db, other.scope, 'status:fraud')).toEqual({
    ...{ people: 0, paying: 0, mrr: [], lifetime: [] },
  });
});
