/** Members of plans with seasons and of what is sold once, brought from elsewhere. */
import { expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { importMembers } from '../../src/actions/imports/run.ts';
import { createPlan } from '../../src/actions/plans/createPlan.ts';
import { testDatabase } from '../support/database.ts';
import { csv, importWorld, rowsOf } from './importWorld.ts';

const db = await testDatabase();
const yearly = { amount: 4000, currency: 'EUR', intervalUnit: 'year', intervalCount: 1 } as const;

it('turn with the season, and are good until their date without being billed', async () => {
  const ctx = await importWorld(db);
  await createPlan(ctx, {
    name: 'Adhérent',
    kind: 'fixed_date',
    season: { start: { day: 1, month: 1 }, rollover: null, firstPeriod: 'months' },
    prices: [yearly],
  });
  await createPlan(ctx, { name: 'Carnet', kind: 'pack', uses: 10, prices: [yearly] });
  const header = 'Nom;Nom du forfait;Montant;Périodicité;Date de début;Prochaine facture';
  const file = csv(
    header,
    'Zoé;Adhérent;40,00;annuel;15/03/2024;15/03/2027',
    'Léa;Carnet;40,00;annuel;01/09/2026;01/09/2027',
  );
  const report = await importMembers(ctx, { file, createMissingPlans: true });
  expect(report.counts).toMatchObject({ created: 2, refused: 0 });
  const made = await rowsOf(
    ctx,
    `select d.name, s.anchor_on as anchor, s.next_billing_on as next, s.ends_on as ends,
       s.once, s.uses_granted as uses from subscription s
     join directory d on d.contact_id = s.contact_id order by d.name`,
  );
  expect(made).toEqual([
    { name: 'Léa', anchor: '2027-09-01', next: null, ends: '2027-09-01', once: true, uses: 10 },
    {
      ...{ name: 'Zoé', anchor: '2028-01-01', next: '2027-03-15', ends: null },
      ...{ once: false, uses: null },
    },
  ]);
  expect((await runDoctor(ctx)).filter(({ ok }) => !ok)).toEqual([]);
});
