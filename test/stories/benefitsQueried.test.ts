/** The list by what plans give, what is to deliver and what was delivered. */
import { beforeAll, expect, it } from 'vitest';
import { createBenefit } from '../../src/actions/benefits/editBenefits.ts';
import { markDelivered } from '../../src/actions/benefits/tickDeliveries.ts';
import { revokeSubscription } from '../../src/actions/subscriptions/revokeSubscription.ts';
import { directoryIds } from '../../src/db/directory/ids.ts';
import { monthDays } from '../../src/domain/benefits.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { giving, october } from './benefitWorld.ts';
import type { Life } from './lifeWorld.ts';
import { lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();
let life: Life;
const names = new Map<string, string>();

async function member(name: string, planId: string) {
  const who = { contact: { display_name: name, email: `${name.toLowerCase()}@example.org` } };
  const made = await october(life, planId, { who });
  names.set(made.contactId, name);
  return made;
}

async function named(name: string) {
  const facts = { name, description: '', delivery: 'none' as const };
  return (await createBenefit(life.ctx, facts)).id;
}

/** Gold gives a print each month and a card, Silver the print, Bare nothing. Today 2 November. */
beforeAll(async () => {
  life = await lifeWorld(db, '2026-10-01');
  const print = await giving(life);
  const [card, odd] = [await named('Card'), await named('a@2026')];
  const gold = await life.plan({ amount: 3100, benefits: [print, card] });
  const silver = await life.plan({ amount: 1000, name: 'Silver', benefits: [print, odd] });
  const bare = await life.plan({ amount: 500, name: 'Bare' });
  const ana = await member('Ana', gold.id);
  await member('Bea', silver.id);
  await member('Cyd', bare.id);
  const dan = await member('Dan', gold.id);
  await life.day('2026-10-02');
  await revokeSubscription(life.ctx, { id: dan.subscriptionId });
  await life.day('2026-11-02');
  const to = (contactId: string) => ({ benefitId: print, contactIds: [contactId] });
  await markDelivered(life.ctx, { ...to(ana.contactId), month: monthDays('2026-10') });
  // Another organization has what is called the same.
  const other = await lifeWorld(db, '2026-10-01');
  const theirs = await other.plan({ amount: 3100, benefits: [await giving(other)] });
  await october(other, theirs.id);
  await other.day('2026-11-01');
});

const find = async (query: string) => {
  const scope = { orgId: life.ctx.orgId, today: d('2026-11-02'), currency: 'EUR' };
  const ids = await directoryIds(db, scope, query);
  return ids.map((id) => names.get(id)).toSorted();
};

it.each<[string, string[]]>([
  ['benefit:"signed print"', ['Ana', 'Bea']],
  ['benefit:"signed print"+card', ['Ana']],
  ['avantage:card', ['Ana']],
  ['benefit:any', ['Ana', 'Bea']],
  ['benefit:none', ['Cyd', 'Dan']],
  ['to-deliver:"signed print"', ['Ana', 'Bea', 'Dan']],
  ['to-deliver:"signed print@2026-10"', ['Bea', 'Dan']],
  ['to-deliver:"signed print@this-month"', ['Ana', 'Bea']],
  ['à-remettre:"signed print@mois-dernier"', ['Bea', 'Dan']],
  ['to-deliver:card', []],
  ['to-deliver:none', ['Cyd']],
  ['delivered:"signed print"', ['Ana']],
  ['delivered:"signed print@2026-11"', []],
  ['delivered:"signed print@2026"', ['Ana']],
  ['remis:au-moins-un', ['Ana']],
  ['-delivered:any benefit:any', ['Bea']],
  ['to-deliver:"signed print@2026-10"+"signed print@2026-11"', ['Bea']],
  ['(delivered:card OR to-deliver:any) plan:silver', ['Bea']],
])('%s', async (query, expected) => {
  expect(await find(query)).toEqual(expected);
});

it('knows a benefit whose name looks like one with days', async () => {
  expect(await find('benefit:a@2026')).toEqual(['Bea']);
  expect(await find('to-deliver:a@2026')).toEqual([]);
});

it('refuses a benefit nobody knows, with what is near', async () => {
  await expect(find('to-deliver:"signed prnt@2026-10"')).rejects.toMatchObject({
    code: 'invalid_query',
    params: { suggestion: 'Signed print' },
  });
  await expect(find('benefit:>3')).rejects.toMatchObject({ code: 'invalid_query' });
});
