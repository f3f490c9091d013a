/** The rules of renewals, each broken on purpose, and the mails with their papers. */
import { expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { approveRenewal } from '../../src/actions/renewals/approveRenewal.ts';
import { directoryIds } from '../../src/db/directory/ids.ts';
import { localDate as d } from '../../src/domain/dates.ts';
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

it('is found in the people list by where it stands', async () => {
  const { of, id, contactId } = await noticed();
  const other = await of.join(of.regular.id);
  const find = async (query: string) => {
    const scope = { orgId: of.life.ctx.orgId, today: d('2026-11-17'), currency: 'EUR' };
    return directoryIds(db, scope, query);
  };
  expect(await find('renewal:sent')).toEqual([contactId]);
  expect(await find('renouvellement:none plan:regular')).toEqual([other.contactId]);
  await approveRenewal(of.life.ctx, (await of.renewal(id)).id);
  expect(await find('renewal:sent')).toEqual([]);
  expect(await find('renewal:approved')).toEqual([contactId]);
  expect(await find('renewal:any')).toEqual([contactId]);
  expect(await find('renewal:change-requested')).toEqual([]);
});
