import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { commitImport, recheckImport } from '../../src/actions/imports/recheck.ts';
import { importRows, problemsCsv } from '../../src/actions/imports/rows.ts';
import { checkImport, dryRunImport, importMembers } from '../../src/actions/imports/run.ts';
import type { MappingFile } from '../../src/domain/imports/mapping.ts';
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

/** Problems of refused rows as "row code". */
function refused(report: Awaited<ReturnType<typeof run>>): string[] {
  return report.rows
    .filter((row) => row.outcome === 'refused')
    .map(({ row, problems }) => `${row} ${problems.map((one) => one.code).join(' ')}`);
}

describe('an import', () => {
  it('brings people, companies, plans, payers, access and a label naming it', async () => {
    const report = await run(zoe, lea);
    expect(report.counts).toMatchObject({ rows: 2, created: 2, refused: 0, companies: 1 });
    expect(report.recognized).toMatchObject({ separator: ';', decimal: ',', dateOrder: 'dmy' });
    const people = await rowsOf(
      ctx,
      `select d.name, d.payer_name, d.company_name, d.plan_name, d.amount, d.joined_on,
         d.access_until, d.next_billing_on, d.running,
         array(select l.name from contact_label cl join label l on l.id = cl.label_id
           where cl.contact_id = d.contact_id order by l.name) as labels
       from directory d where d.kind = 'person' order by d.name`,
    );
    const file = 'Import 2026-11-22 · members.csv';
    expect(people).toEqual([
      {
        ...{ name: 'Léa', payer_name: 'Zoé', company_name: 'Atelier Nord', plan_name: 'Bureau' },
        ...{ amount: 125_000, joined_on: '2025-02-01', access_until: '2026-12-01' },
        ...{ next_billing_on: '2026-12-01', running: true, labels: ['Bureau', file] },
      },
      {
        ...{ name: 'Zoé', payer_name: null, company_name: null, plan_name: 'Nomade' },
        ...{ amount: 2500, joined_on: '2024-01-15', access_until: '2026-12-01' },
        ...{ next_billing_on: '2026-12-01', running: true, labels: [file, 'Nomade'] },
      },
    ]);
    expect(await rowsOf(ctx, 'select kind, status from term')).toEqual([
      ...[
        { kind: 'granted', status: 'active' },
        { kind: 'granted', status: 'active' },
      ],
    ]);
    expect(await rowsOf(ctx, 'select name, public from plan order by name')).toEqual([
      ...[
        { name: 'Bureau', public: false },
        { name: 'Nomade', public: false },
      ],
    ]);
    expect(await countsIn(ctx)).toMatchObject({ messages: 0 });
  });

  it('of the same file again changes nothing', async () => {
    await run(zoe, lea);
    const before = await countsIn(ctx);
    const report = await run(zoe, lea);
    expect(report.counts).toMatchObject({ created: 0, updated: 0, unchanged: 2, companies: 0 });
    expect(await countsIn(ctx)).toEqual({ ...before, imports: 2 });
  });

  it('updates whom it knows, erases nothing, and never raises consent', async () => {
    await run(zoe);
    await rowsOf(
      ctx,
      `update contact set phone = '06', consent = 'unsubscribed' where display_name = 'Zoé'
       returning id`,
    );
    const more =
      'Nom;E-mail;Nom du forfait;Montant;Date de début;Prochaine facture;Téléphone;Newsletter';
    const report = await importMembers(ctx, {
      file: csv(more, 'Zoé L.;ZOE@example.org;Nomade;30,00;15/01/2024;01/01/2027;;oui'),
    });
    expect(report.counts).toMatchObject({ updated: 1, created: 0 });
    expect(report.rows[0]?.problems.map((one) => one.code)).toEqual(['consent_kept']);
    expect(await rowsOf(ctx, 'select display_name, phone, consent from contact')).toEqual([
      { display_name: 'Zoé L.', phone: '06', consent: 'unsubscribed' },
    ]);
    expect(await rowsOf(ctx, 'select amount, next_billing_on from subscription')).toEqual([
      { amount: 3000, next_billing_on: '2027-01-01' },
    ]);
    expect(await rowsOf(ctx, 'select ends_on from term')).toEqual([{ ends_on: '2027-01-01' }]);
  });

  it('leaves subscriptions alone that were changed here since', async () => {
    await run(zoe);
    await rowsOf(
      ctx,
      `insert into subscription_extension (org_id, id, subscription_id, days, actor, created_at)
       select org_id, uuid_v7(), id, 3, '{}', created_at from subscription returning id`,
    );
    const report = await run(zoe.replace('25,00', '30,00'));
    expect(report.rows[0]?.problems.map((one) => one.code)).toEqual(['billing_kept']);
    expect(await rowsOf(ctx, 'select amount from subscription')).toEqual([{ amount: 2500 }]);
  });

  it('refuses rows by row and column in plain words, and imports the others', async () => {
    const row = (name: string, payer = '', more = '') =>
      `${name};;Nomade;25,00;01/02/2025;01/12/2026;${payer};${more}`;
    const report = await run(
      zoe,
      zoe.replace('Zoé', 'Zoé bis'),
      zoe,
      row('Self', 'Self'),
      row('Anna', 'Berta'),
      row('Berta', 'Anna'),
      row('Chain', 'Middle'),
      row('Middle', 'Top'),
      row('Top'),
      row('Lost', 'Zoe'),
      row('Twin'),
      row('Twin').replace('02/2025', '03/2025'),
      row('Torn', 'Twin'),
      row('Below', 'Broken'),
      row('Broken').replace('01/02/2025', 'hier'),
    );
    expect(refused(report)).toEqual([
      ...['3 duplicate_email', '5 payer_self', '6 payer_cycle', '7 payer_cycle', '8 payer_chain'],
      ...['11 payer_unknown_suggestion', '14 payer_twice', '15 payer_refused', '16 not_a_date'],
    ]);
    expect(report.counts).toMatchObject({ rows: 15, created: 5, unchanged: 1, refused: 9 });
    const lost = report.rows.find((one) => one.row === 11);
    expect(lost?.problems[0]).toMatchObject({
      column: 'Payé par',
      message: 'Nobody is called “Zoe”. Did you mean “Zoé”?',
    });
  });

  it('offers the plan that was meant, and makes none unless asked', async () => {
    await run(zoe);
    const report = await importMembers(ctx, {
      file: csv(header, lea.replace('Bureau', 'Nomades').replace('Zoé', '')),
    });
    expect(refused(report)).toEqual(['2 unknown_plan_suggestion']);
    expect(await countsIn(ctx)).toMatchObject({ plans: 1, contacts: 1 });
  });
});

describe('a check', () => {
  it('writes nothing but itself; cells are put right in place; the commit follows', async () => {
    const file = csv(header, zoe, lea.replace('01/02/2025', 'février'));
    const check = await checkImport(ctx, { file });
    const { importId } = check;
    expect(check.counts).toMatchObject({ created: 0, refused: 2 });
    expect(await countsIn(ctx)).toMatchObject({ contacts: 0, plans: 0, imports: 1 });
    const options = { importId: importId!, createMissingPlans: true };
    expect((await recheckImport(ctx, options)).counts).toMatchObject({ created: 1, refused: 1 });
    const [bad] = await importRows(
      ...([ctx, { importId: importId!, after: 0, limit: 10, only: 'refused' }, 'fr'] as const),
    );
    expect(bad).toMatchObject({
      row: 3,
      problems: [{ column: 'Date de début', code: 'not_a_date' }],
    });
    let text = '';
    for await (const chunk of problemsCsv(ctx, importId!, 'fr')) text += chunk;
    expect(text).toContain('« février » n’est pas une date');
    const corrections = [{ row: 3, column: 'date de DÉBUT', value: '01/02/2025' }];
    const fixed = await recheckImport(ctx, { importId: importId!, corrections });
    expect(fixed.counts).toMatchObject({ created: 2, refused: 0 });
    const done = await commitImport(ctx, { importId: importId! });
    expect(done.counts).toMatchObject({ created: 2 });
    expect(await countsIn(ctx)).toMatchObject({ contacts: 3, subscriptions: 2 });
    await expect(commitImport(ctx, { importId: importId! })).rejects.toMatchObject({
      code: 'import_not_ready',
    });
  });

  it('waits for the columns it cannot find', async () => {
    const file = csv('Qui;Quoi;Depuis;Suivante', 'Zoé;Nomade;15/01/2024;01/12/2026');
    const check = await checkImport(ctx, { file });
    expect(check.missing.map((one) => one.target)).toEqual([
      ...['name', 'plan', 'start', 'next_invoice'],
    ]);
    await expect(importMembers(ctx, { file })).rejects.toMatchObject({
      code: 'import_columns_missing',
    });
    const mapping: MappingFile = {
      columns: { Qui: 'name', Quoi: 'plan', Depuis: 'start', Suivante: 'next_invoice' },
      defaults: { amount: '12,50' },
    };
    const importId = check.importId!;
    const again = await recheckImport(ctx, { importId, mapping, createMissingPlans: true });
    expect(again).toMatchObject({ missing: [], counts: { created: 1 }, missingPlans: ['Nomade'] });
  });

  it('as a dry run leaves no trace', async () => {
    const input = { file: csv(header, zoe, lea), createMissingPlans: true };
    const report = await dryRunImport(ctx, input);
    expect(report).toMatchObject({ importId: null, counts: { created: 2, companies: 1 } });
    expect(await countsIn(ctx)).toMatchObject({ contacts: 0, plans: 0, imports: 0, labels: 0 });
    expect(await rowsOf(ctx, 'select 1 as one from activity')).toEqual([]);
  });
});
