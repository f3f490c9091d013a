import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { importMembers } from '../../src/actions/imports/run.ts';
import { undoImport } from '../../src/actions/imports/undo.ts';
import { testDatabase } from '../support/database.ts';
import { countsIn, csv, importWorld, rowsOf } from './importWorld.ts';

const db = await testDatabase();
let ctx: Context;

beforeEach(async () => {
  ctx = await importWorld(db);
});

const header =
  'Nom;E-mail;Nom du forfait;Montant;Date de début;Prochaine facture;Payé par;Entreprise';
const zoe = 'Zoé;zoe@example.org;Nomade;25,00;15/01/2024;01/12/2026;;';
const lea = 'Léa;;Bureau;1 250,00;01/02/2025;01/12/2026;Zoé;Atelier Nord';

const run = (...lines: string[]) =>
  importMembers(ctx, { file: csv(header, ...lines), createMissingPlans: true });

describe('an undo', () => {
  it('takes back what was made and restores what was changed', async () => {
    await run(zoe);
    const before = await rowsOf(ctx, 'select display_name, phone from contact');
    const report = await run(
      zoe.replace('Zoé', 'Zoé L.').replace('25,00', '30,00'),
      lea.replace('Zoé', 'Zoé L.'),
    );
    expect(report.counts).toMatchObject({ created: 1, updated: 1 });
    const undone = await undoImport(ctx, { importId: report.importId! });
    expect(undone).toEqual({ removed: 2, restored: 1, kept: [] });
    expect(await rowsOf(ctx, 'select display_name, phone from contact')).toEqual(before);
    expect(await rowsOf(ctx, 'select amount, next_billing_on from subscription')).toEqual([
      { amount: 2500, next_billing_on: '2026-12-01' },
    ]);
    expect(await countsIn(ctx)).toMatchObject({ ...{ plans: 1, terms: 1, directory: 1 } });
    await expect(undoImport(ctx, { importId: report.importId! })).rejects.toMatchObject({
      code: 'import_not_undoable',
    });
  });

  it('keeps whoever is used here since, and says who', async () => {
    const report = await run(zoe, lea);
    await rowsOf(
      ctx,
      `insert into subscription_extension (org_id, id, subscription_id, days, actor, created_at)
       select s.org_id, uuid_v7(), s.id, 3, '{}', s.created_at from subscription s
       join contact c on c.id = s.contact_id where c.display_name = 'Zoé' returning id`,
    );
    const undone = await undoImport(ctx, { importId: report.importId! });
    expect(undone).toMatchObject({ removed: 2, kept: [{ name: 'Zoé', reason: 'invoiced' }] });
    expect(await countsIn(ctx)).toMatchObject({ contacts: 1, subscriptions: 1, directory: 1 });
  });
});
