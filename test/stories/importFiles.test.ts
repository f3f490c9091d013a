import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { dryRunImport, importMembers } from '../../src/actions/imports/run.ts';
import { templateWorkbook } from '../../src/actions/imports/template.ts';
import type { MappingFile } from '../../src/domain/imports/mapping.ts';
import { testDatabase } from '../support/database.ts';
import { importWorld, rowsOf } from './importWorld.ts';

const db = await testDatabase();

describe('files from elsewhere', () => {
  const fixture = (name: string) => {
    const file = path.resolve(import.meta.dirname, '../fixtures', name);
    return { name, path: file };
  };

  it('Patreon: active, declined, former, followers, two currencies', async () => {
    const ctx = await importWorld(db);
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
    const ctx = await importWorld(db);
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
