import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Context } from '../../src/actions/context.ts';
import { commitImport, recheckImport } from '../../src/actions/imports/recheck.ts';
import { importRows, problemsCsv } from '../../src/actions/imports/rows.ts';
import { checkImport, dryRunImport, importMembers } from '../../src/actions/imports/run.ts';
import { templateWorkbook } from '../../src/actions/imports/template.ts';
import { undoImport } from '../../src/actions/imports/undo.ts';
import type { MappingFile } from '../../src/domain/imports/mapping.ts';
import { testDatabase } from '../support/database.ts';
import { csv, importWorld, rowsOf } from './importWorld.ts';

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

async function sums() {
  const [row] = await rowsOf<Record<string, number>>(
    ctx,
    `select (select count(*)::int from contact) as contacts,
       (select count(*)::int from subscription) as subscriptions,
       (select count(*)::int from term) as terms, (select count(*)::int from plan) as plans,
       (select count(*)::int from label) as labels, (select count(*)::int from message) as messages,
       (select count(*)::int from directory) as directory, (select count(*)::int from import) as imports`,
  );
  return row!;
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
    expect(await sums()).toMatchObject({ messages: 0 });
  });

  it('of the same file again changes nothing', async () => {
    await run(zoe, lea);
    const before = await sums();
    const report = await run(zoe, lea);
    expect(report.counts).toMatchObject({ created: 0, updated: 0, unchanged: 2, companies: 0 });
    expect(await sums()).toEqual({ ...before, imports: 2 });
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
    expect(await sums()).toMatchObject({ plans: 1, contacts: 1 });
  });
});

describe('a check', () => {
  it('writes nothing but itself; cells are put right in place; the commit follows', async () => {
    const file = csv(header, zoe, lea.replace('01/02/2025', 'février'));
    const check = await checkImport(ctx, { file });
    const { importId } = check;
    expect(check.counts).toMatchObject({ created: 0, refused: 2 });
    expect(await sums()).toMatchObject({ contacts: 0, plans: 0, imports: 1 });
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
    expect(await sums()).toMatchObject({ contacts: 3, subscriptions: 2 });
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
    expect(await sums()).toMatchObject({ contacts: 0, plans: 0, imports: 0, labels: 0 });
    expect(await rowsOf(ctx, 'select 1 as one from activity')).toEqual([]);
  });
});

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
    expect(await sums()).toMatchObject({ ...{ plans: 1, terms: 1, directory: 1 } });
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
    expect(await sums()).toMatchObject({ contacts: 1, subscriptions: 1, directory: 1 });
  });
});

describe('files from elsewhere', () => {
  const fixture = (name: string) => {
    const file = path.resolve(import.meta.dirname, '../fixtures', name);
    return { name, path: file };
  };

  it('Patreon: active, declined, former, followers, two currencies', async () => {
    const input = { file: fixture('patreon-excerpt.csv'), createMissingPlans: true };
    const report = await importMembers(ctx, input);
    expect(report).toMatchObject({ profile: 'patreon', counts: { created: 38, refused: 0 } });
    const words = await rowsOf<{ running: boolean; follower: boolean; n: number }>(
      ctx,
      'select running, follower, count(*)::int as n from directory group by 1, 2 order by 3',
    );
    expect(words.reduce((sum, one) => sum + one.n, 0)).toBe(38);
    const withheld = 'select count(*)::int as n from contact where email_withheld and follower';
    expect((await rowsOf<{ n: number }>(ctx, withheld))[0]!.n).toBeGreaterThan(0);
    const again = await importMembers(ctx, input);
    expect(again.counts).toMatchObject({ unchanged: 38, created: 0, updated: 0 });
  });

  it('customers without names or e-mails, by a mapping file', async () => {
    const root = path.resolve(import.meta.dirname, '../..');
    const text = readFileSync(path.join(root, 'docs/examples/telco-mapping.json'), 'utf8');
    const mapping = JSON.parse(text) as MappingFile;
    const input = { file: fixture('telco-excerpt.csv'), mapping, createMissingPlans: true };
    const report = await importMembers(ctx, input);
    expect(report.counts).toMatchObject({ rows: 14, created: 14, refused: 0 });
    expect(await rowsOf(ctx, 'select count(*)::int as n from field')).toEqual([{ n: 15 }]);
    expect((await importMembers(ctx, input)).counts).toMatchObject({ unchanged: 14 });
  });

  it('our own template, as it is given out', async () => {
    for (const language of ['en', 'fr'] as const) {
      const own = await importWorld(db);
      const bytes = await templateWorkbook(language);
      const file = { name: 'template.xlsx', bytes };
      const report = await dryRunImport(own, { file, createMissingPlans: true });
      expect(report).toMatchObject({ profile: 'template', missing: [] });
      expect(report.counts).toMatchObject({ created: 1, refused: 0, companies: 1 });
    }
  });
});
