/** The words that misspelt ones are compared with: always those of the texts, whoever writes. */

import { expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { deleteContact } from '../../src/actions/people/deleteContact.ts';
import { inOrganization, type Tx } from '../../src/db/transaction.ts';
import { testDatabase } from '../support/database.ts';
import { directoryWorld, type World } from './directoryWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

type Counted = { word: string; people: number };

async function countsOf(orgId: string): Promise<Record<string, number>> {
  const rows = await inOrganization(db, orgId, (tx) =>
    tx.query<Counted>(
      `select word, sum(people)::int as people from directory_word group by word
       having sum(people) <> 0 order by word`,
    ),
  );
  return Object.fromEntries(rows.map(({ word, people }) => [word, people]));
}

const rename = (world: World, name: string, search: string) =>
  world.write('update directory_text set search = $2 where contact_id = $1', [
    world.ids.get(name),
    search,
  ]);

it('counts who has each word, as texts come, change and go', async () => {
  const world = await directoryWorld(db, [
    { name: 'Zoé Lefèvre', email: 'zoe.lefevre75@example.org', phone: '+33612345678' },
    { name: 'Paul Lefèvre', note: 'Écrire d’abord à Zoé' },
  ]);
  const { orgId } = world.scope;
  expect(await countsOf(orgId)).toEqual({
    ...{ abord: 1, ecrire: 1, example: 1, lefevre: 2, org: 1, paul: 1, zoe: 2 },
  });
  await rename(world, 'Paul Lefèvre', ' paul martin');
  expect(await countsOf(orgId)).toEqual({
    ...{ example: 1, lefevre: 1, martin: 1, org: 1, paul: 1, zoe: 1 },
  });
  await world.write('delete from contact where id = $1', [world.ids.get('Zoé Lefèvre')]);
  expect(await countsOf(orgId)).toEqual({ martin: 1, paul: 1 });
});

it('lets nobody wait who counts the same word, and loses no count', async () => {
  const people = ['a', 'b', 'c', 'd'].map((name) => ({ name }));
  const world = await directoryWorld(db, people);
  const { orgId } = world.scope;
  await rename(world, 'a', ' martin');
  const set = (tx: Tx, name: string, to: string) =>
    tx.exec('update directory_text set search = $2 where contact_id = $1', [
      world.ids.get(name),
      to,
    ]);
  await inOrganization(db, orgId, async (tx) => {
    await set(tx, 'b', ' martin');
    // Would wait for the transaction around it for ever, if it waited.
    await inOrganization(db, orgId, (other) => set(other, 'c', ' martin'));
    await set(tx, 'a', ' dupont');
  });
  expect(await countsOf(orgId)).toEqual({ dupont: 1, martin: 2 });
  await rename(world, 'd', ' martin');
  const rows = await inOrganization(db, orgId, (tx) =>
    tx.query('select people from directory_word where word = $1', ['martin']),
  );
  expect(rows).toEqual([{ people: 3 }]);
});

it('forgives every word of an address, and no longer knows who was deleted', async () => {
  const world = await directoryWorld(db, [
    { name: 'Zoé Lefèvre', email: 'zoe.lefevre75@example.org' },
    { name: 'Ann Wu', email: 'ann@example.org' },
  ]);
  expect(await world.find('zoe.lefevbre75@exmaple.org')).toEqual(['Zoé Lefèvre']);
  await rename(world, 'Zoé Lefèvre', ' zoe lambert');
  expect(await world.page({ query: 'lefevbre' })).toMatchObject({ count: 0, match: 'exact' });
});

it('is checked and put right by the doctor', async () => {
  const life = await lifeWorld(db, '2026-10-01');
  const { id } = await createContact(life.ctx, { display_name: 'Ève Traoré' });
  await createContact(life.ctx, { display_name: 'Noé Traoré' });
  await deleteContact(life.ctx, { id, version: 1 });
  await life.check();
  expect(await countsOf(life.ctx.orgId)).toEqual({ noe: 1, traore: 1 });
  await life.rows(`delete from directory_word where word = 'noe'`);
  await life.rows(`update directory_word set people = 5 where word = 'traore'`);
  await life.rows(
    `insert into directory_word (org_id, word, people) values (app_org(), 'martin', 1)`,
  );
  const broken = (await runDoctor(life.ctx)).filter((check) => !check.ok);
  expect(broken.map(({ name, count }) => [name, count])).toEqual([
    ['directory_words_are_counted', 3],
  ]);
  await runDoctor(life.ctx, { rebuild: true });
  expect(await countsOf(life.ctx.orgId)).toEqual({ noe: 1, traore: 1 });
  await life.check();
});
