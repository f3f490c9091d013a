import { openAttempts } from '../../db/billing/attempts.ts';
import type { StepDone } from '../../db/billing/cases.ts';
import { finishSteps } from '../../db/billing/cases.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import type { DueCase, OpenCase } from '../../db/billing/openCases.ts';
import { dueCases, openCasesOf } from '../../db/billing/openCases.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import type { NextStep } from '../../domain/overdue/schedule.ts';
import { sendAttempts } from '../billing/chargeInvoices.ts';
import { crashPoint } from '../billing/crashPoint.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { endCases } from './endCases.ts';
import { queueFailureMails } from './failureMails.ts';
import { nextStepOf } from './next.ts';

const batchSize = 500;

export type StepCount = {
  recovered: number;
  declined: number;
  reminded: number;
  ended: number;
};

/**
 * Carries out what is due of every open case: one retry, one reminder, or the end; each case at
 * most one of them a day (spec/overdue.md, billing-rules §9). Doing it again changes nothing.
 */
export async function runOverdueSteps(ctx: Context): Promise<StepCount> {
  const count: StepCount = { recovered: 0, declined: 0, reminded: 0, ended: 0 };
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await look(ctx, ({ tx, today }) =>
      dueCases(tx, { today, after, limit: batchSize }),
    );
    const last = page.at(-1);
    if (!last) return count;
    after = last.id;
    const done = await act(ctx, (scene) => stepCases(scene, page));
    count.reminded += done.reminded;
    await crashPoint(ctx, 'after_steps_decided');
    const charged = await sendAttempts(ctx, done.attemptIds);
    count.recovered += charged.filter(({ state }) => state === 'succeeded').length;
    count.declined += charged.filter(({ state }) => state === 'declined').length;
    count.ended += await act(ctx, ({ tx }) => lostAmong(tx, page));
  }
}

type Deciding = { case: OpenCase; next: NextStep };

async function stepCases(scene: Scene, page: DueCase[]) {
  const { tx } = scene;
  const invoiceIds = page.map((each) => each.invoiceId);
  await lockPayers(tx, [...new Set(page.map((each) => each.payerId))]);
  await lockSubscriptions(tx, { invoiceIds });
  await lockInvoices(tx, invoiceIds);
  const cases = await openCasesOf(tx, invoiceIds);
  const decided = cases.map((each): Deciding => ({ case: each, next: nextStepOf(scene, each) }));
  const attemptIds = await retry(scene, decided);
  const reminded = decided.filter(({ next }) => next.act === 'remind');
  await finishSteps(tx, reminded.flatMap(stepsDone), scene.now);
  await queueFailureMails(
    scene,
    reminded.map((each) => each.case),
  );
  const over = decided.filter(({ next }) => next.act === 'end').map((each) => each.case);
  await finishSteps(
    tx,
    decided.filter(({ next }) => next.act === 'end').flatMap(skipped),
    scene.now,
  );
  await endCases(scene, over);
  const people = cases.flatMap((each) => [each.contactId, each.payerId]);
  await refreshAfterCollecting(tx, [...new Set(people)]);
  return { attemptIds, reminded: reminded.length };
}

/** Opens the retries; a step is done with its attempt, whatever the answer will be. */
async function retry(scene: Scene, decided: Deciding[]): Promise<string[]> {
  const charging = decided.filter(({ next }) => next.act === 'charge');
  if (charging.length === 0) return [];
  const { tx, today, now } = scene;
  const invoiceIds = charging.map((each) => each.case.invoiceId);
  const opened = await openAttempts(tx, invoiceIds, { cause: 'retry', localDay: today, now });
  const attemptOf = new Map(opened.map(({ id, invoiceId }) => [invoiceId, id]));
  const steps = charging
    .filter((each) => attemptOf.has(each.case.invoiceId))
    .flatMap((each) => [
      ...skipped(each),
      stepDone(each, { outcome: 'unknown', attemptId: attemptOf.get(each.case.invoiceId)! }),
    ]);
  await finishSteps(tx, steps, now);
  return opened.map(({ id }) => id);
}

function stepsDone(each: Deciding): StepDone[] {
  return [...skipped(each), stepDone(each, { outcome: 'sent', attemptId: null })];
}

function stepDone(
  { case: { id }, next }: Deciding,
  result: Pick<StepDone, 'outcome' | 'attemptId'>,
): StepDone {
  const position = 'position' in next ? next.position : 0;
  return { caseId: id, position, ...result };
}

/** Steps that downtime passed over. */
function skipped({ case: { id }, next }: Deciding): StepDone[] {
  const positions = 'skip' in next ? next.skip : [];
  return positions.map((position) => ({
    caseId: id,
    position,
    outcome: 'skipped',
    attemptId: null,
  }));
}

async function lostAmong(tx: Scene['tx'], page: DueCase[]): Promise<number> {
  const row = await tx.one<{ lost: number }>(
    `select count(*) as lost from overdue_case
     where org_id = app_org() and id = any($1::uuid[]) and state = 'lost'`,
    [page.map((each) => each.id)],
  );
  return row.lost;
}
