import { loadPlans } from '../../db/imports/book.ts';
import type { Recognized, StoredOptions } from '../../db/imports/imports.ts';
import type { Headers } from '../../db/imports/matchContacts.ts';
import { findDuplicates, matchContacts } from '../../db/imports/matchContacts.ts';
import {
  companyNames,
  matchCompanies,
  matchPayers,
  refuseWithPayer,
  warnSimilarCompanies,
} from '../../db/imports/matchPayers.ts';
import {
  matchSubscriptions,
  missingPlans,
  stagePlans,
} from '../../db/imports/matchSubscriptions.ts';
import type { Counts } from '../../db/imports/outcomes.ts';
import { countOutcomes, countProblems, settleOutcomes } from '../../db/imports/outcomes.ts';
import { refuseFull } from '../../db/imports/seats.ts';
import { analyzeStage, createStage, stageRows } from '../../db/imports/stage.ts';
import { similarCompanies } from '../../domain/imports/companies.ts';
import type { Mapping } from '../../domain/imports/mapping.ts';
import { customPlanKey } from '../../domain/imports/membership.ts';
import type { Profile } from '../../domain/imports/profiles/profile.ts';
import type { FileRow, RowContext } from '../../domain/imports/record.ts';
import { planRow } from '../../domain/imports/record.ts';
import { headerOf } from '../../domain/imports/required.ts';
import type { Scene } from '../context.ts';
import type { Progress } from './upload.ts';

/** What is staged and how: the same for a first check, a re-check, and the commit. */
export type Preparation = {
  mapping: Mapping;
  profile: Profile;
  recognized: Recognized;
  options: StoredOptions;
  rows: AsyncIterable<FileRow[]>;
  onProgress?: ((progress: Progress) => void) | undefined;
};

export type Checked = {
  counts: Counts;
  problems: { code: string; level: 'error' | 'warning'; count: number }[];
  /** Names of plans the file names and nobody has; made at commit when that was asked. */
  missingPlans: string[];
};

/**
 * Reads every row into this transaction's staging tables and checks all of them, alone and against
 * each other and the database. Nothing that lasts is written.
 */
export async function prepareImport(scene: Scene, what: Preparation): Promise<Checked> {
  const { tx } = scene;
  await tx.exec("select pg_advisory_xact_lock(hashtextextended('import' || app_org(), 0))");
  await createStage(tx);
  const { book, versions } = await loadPlans(tx, what.options.createMissingPlans);
  const context: RowContext = {
    rules: {
      dates: {
        order: what.mapping.dateOrder,
        serials: what.recognized.format === 'xlsx',
        utc: what.profile.utc,
        timezone: scene.org.timezone,
      },
      mapping: what.mapping,
      currency: scene.org.currency,
    },
    profile: what.profile,
    plans: book,
    today: scene.today,
  };
  const total = await stageAll(scene, what, context);
  const known = [...book.byName].map(([key, plan]) => ({ key, plan }));
  if (book.custom) known.push({ key: customPlanKey, plan: book.custom });
  await stagePlans(
    tx,
    known.map(({ key, plan }) => ({
      ...{ key, planId: plan.id, versionId: versions.get(plan.id) ?? null, name: plan.name },
    })),
  );
  what.onProgress?.({ phase: 'checking', rows: total });
  await checkAll(scene, headersOf(context));
  const missing = await missingPlans(tx);
  return {
    counts: await countOutcomes(tx),
    problems: await countProblems(tx),
    missingPlans: [...new Set(missing.map((plan) => plan.name))],
  };
}

async function stageAll(scene: Scene, what: Preparation, context: RowContext): Promise<number> {
  let total = 0;
  for await (const batch of what.rows) {
    const staged = batch.map((row) => ({ record: planRow(row, context), cells: row.cells }));
    await stageRows(scene.tx, staged);
    total += staged.length;
    what.onProgress?.({ phase: 'reading', rows: total });
  }
  await analyzeStage(scene.tx);
  return total;
}

/** Every check that looks beyond one row, in the order in which they build on each other. */
async function checkAll({ tx }: Scene, headers: Headers): Promise<void> {
  await matchContacts(tx, headers);
  await findDuplicates(tx, headers);
  await matchCompanies(tx);
  const names = (await companyNames(tx)).map(({ name, is_new }) => ({ name, isNew: is_new }));
  await warnSimilarCompanies(tx, similarCompanies(names), headers.company);
  await matchPayers(tx, headers);
  await matchSubscriptions(tx, headers);
  await refuseFull(tx, headers);
  await refuseWithPayer(tx, headers);
  await settleOutcomes(tx, headers);
}

function headersOf({ rules }: RowContext): Headers {
  return {
    name: headerOf('name', rules) ?? headerOf('last_name', rules),
    email: headerOf('email', rules),
    externalId: headerOf('external_id', rules),
    company: headerOf('company', rules),
    paidBy: headerOf('paid_by', rules),
    plan: headerOf('plan', rules),
    consent: headerOf('consent', rules),
  };
}
