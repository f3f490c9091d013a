/** The rules of renewals, each broken on purpose, and the mails with their papers. */
import { expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { approveRenewal } from '../../src/actions/renewals/approveRenewal.ts';
import { testDatabase } from '../support/database.ts';
import { openAssociation } from './renewalWorld.ts';

const db = await testDatabase();

async function noticed() {
  const of = await openAssociation(db);
  const who = await of.join();
  await of.life.day('2026-11-17');
  const findings = async () => {
    const report = await runDoctor(of.life.ctx);
    return report.filter(({ ok }) => !ok).map(({ name }) => name);
  };
  expect(await findings()).toEqual([]);
  return { of, ...who, findings };
}

it('finds who is asked although their plan does not, and who is not although it does', async () => {
  const { of, findings } = await noticed();
  await of.life.rows('update subscription set asked_from = null returning id');
  expect(await findings()).toContain('asked_as_the_plan_says');
});

it('finds a renewal that asks about another term than the one that ends next', async () => {
  const { of, findings } = await noticed();
  await of.life.rows('update renewal set ends_on = ends_on + 1 returning id');
  expect(await findings()).toContain('renewals_ask_about_the_next_term');
});

it('finds an approved renewal whose term does not wait for its invoice', async () => {
  const { of, id, findings } = await noticed();
  await approveRenewal(of.life.ctx, (await of.renewal(id)).id);
  expect(await findings()).toEqual([]);
  await of.life.rows(
    `update term set status = 'void' where status = 'pending' and starts_on > '2026-12-01'
     returning id`,
  );
  expect(await findings()).toContain('approved_renewals_have_their_term');
});
