/** An import into a plan with few seats: what fits comes in, the other rows say why not. */
import { expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { importMembers } from '../../src/actions/imports/run.ts';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import { addMember } from '../../src/actions/subscriptions/addMember.ts';
import { Refusal } from '../../src/domain/errors.ts';
import { testDatabase } from '../support/database.ts';
import { csv, importWorld, rowsOf } from './importWorld.ts';

const db = await testDatabase();
const monthly = { amount: 2500, currency: 'EUR', intervalUnit: 'month', intervalCount: 1 } as const;
const header = 'Nom;E-mail;Nom du forfait;Montant;Périodicité;Date de début;Prochaine facture';
const row = (name: string, plan = 'Atelier') =>
  `${name};${name}@example.org;${plan};25,00;mensuel;01/03/2026;01/12/2026`;

async function workshop(capacity: number) {
  const ctx = await importWorld(db);
  const prices = [monthly];
  const { id } = await createPlan(ctx, { name: 'Atelier', kind: 'recurring', capacity, prices });
  await createPlan(ctx, { name: 'Jardin', kind: 'recurring', prices });
  return { ctx, planId: id };
}

const holders = (ctx: Awaited<ReturnType<typeof importWorld>>) =>
  rowsOf(
    ctx,
    `select c.display_name as name, p.name as plan from subscription s
     join contact c on c.id = s.contact_id join plan p on p.id = s.plan_id order by c.display_name`,
  );

it('refuses the rows that do not fit, with their reason, and brings in all others', async () => {
  const { ctx, planId } = await workshop(3);
  const contact = { display_name: 'ada', email: 'ada@example.org' };
  await addMember(ctx, { planId, who: { contact } });
  const names = ['ben', 'cleo', 'dora', 'eve'];
  const rows = [...names.map((name) => row(name)), row('finn', 'Jardin'), row('ada')];
  const report = await importMembers(ctx, { file: csv(header, ...rows) });
  expect(report.counts).toMatchObject({ rows: 6, created: 3, refused: 2 });
  expect(report.problems).toContainEqual({ code: 'plan_full', level: 'error', count: 2 });
  const refused = report.rows.filter(({ outcome }) => outcome === 'refused');
  expect(refused).toMatchObject([
    { row: 4, problems: [{ column: 'Nom du forfait', message: expect.stringMatching(/All 3/) }] },
    { row: 5 },
  ]);
  expect(await holders(ctx)).toEqual([
    ...['ada', 'ben', 'cleo'].map((name) => ({ name, plan: 'Atelier' })),
    { name: 'finn', plan: 'Jardin' },
  ]);
  expect((await runDoctor(ctx)).filter(({ ok }) => !ok)).toEqual([]);
});

it('that moves people counts the seats they take, and what is sent again changes nothing', async () => {
  const { ctx } = await workshop(1);
  await importMembers(ctx, { file: csv(header, row('ben', 'Jardin'), row('cleo', 'Jardin')) });
  const moved = csv(header, row('ben'), row('cleo'));
  const report = await importMembers(ctx, { file: moved });
  expect(report.counts).toMatchObject({ updated: 1, refused: 1 });
  const again = await importMembers(ctx, { file: moved });
  expect(again.counts).toMatchObject({ unchanged: 1, refused: 1 });
  expect(await holders(ctx)).toEqual([
    { name: 'ben', plan: 'Atelier' },
    { name: 'cleo', plan: 'Jardin' },
  ]);
  expect((await runDoctor(ctx)).filter(({ ok }) => !ok)).toEqual([]);
});

it('while people join, never sells a seat twice, and neither side fails in another way', async () => {
  const { ctx, planId } = await workshop(4);
  const rows = ['ben', 'cleo', 'dora', 'eve'].map((name) => row(name));
  const joins = Array.from({ length: 6 }, (_, i) => {
    const contact = { display_name: `join ${i}`, email: `join${i}@example.org` };
    return addMember(ctx, { planId, who: { contact } });
  });
  const importing = importMembers(ctx, { file: csv(header, ...rows) });
  const tries = await Promise.allSettled(joins);
  const report = await importing;
  for (const each of tries) {
    if (each.status === 'fulfilled') continue;
    expect(each.reason).toBeInstanceOf(Refusal);
    expect(each.reason).toMatchObject({ code: 'plan_full' });
  }
  const joined = tries.filter(({ status }) => status === 'fulfilled').length;
  expect(joined + report.counts.created).toBe(4);
  expect(report.counts.created + report.counts.refused).toBe(4);
  expect((await runDoctor(ctx)).filter(({ ok }) => !ok)).toEqual([]);
});
