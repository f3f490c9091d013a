import { openAttempts } from '../../db/billing/attempts.ts';
import type { StepDone } from '../../db/billing/caseSteps.ts';
import { finishSteps } from '../../db/billing/caseSteps.ts';
import { lockPayers } from '../../db/billing/credit.ts';
import { lockInvoices } from '../../db/billing/invoices.ts';
import type { DueCase, OpenCase } from '../../db/billing/openCases.ts';
import { dueCases, openCasesOf } from '../../db/billing/openCases.ts';
import { lockSubscriptions } from '../../db/billing/subscriptions.ts';
import { refreshAfterCollecting } from '../../db/directory/refresh.ts';
import { lowestId } from '../../domain/ids.ts';
import { onlyGateway } from '../../domain/organizations/settings.ts';
import type { NextStep } from '../../domain/overdue/nextStep.ts';
import { lookUpFirst } from '../billing/askUnresolved.ts';
import { sendAttempts } from '../billing/chargeInvoices.ts';
import { crashPoint } from '../billing/crashPoint.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { endCases } from './endCases.ts';
import { onePerPayer, queueFailureMails } from './failureMails.ts';
import { grantSteps, grantsAmong } from './grantSteps.ts';
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
 * most one of them a day, and of a payer's invoices the oldest first (spec/overdue.md,
 * billing-rules §9). Doing it again changes nothing.
 */
export async function runOverdueSteps(ctx: Context): Promise<StepCount> {
  const count: StepCount = { recovered: 0, declined: 0, reminded: 0, ended: 0 };
  let after: string = lowestId;
  for (;;) {
    const page = await look(ctx, ({ tx, today }) =>
      dueCases(tx, { today, after, limit: batchSize }),
    );
    const last = page.at(-1);
    if (!last) return count;
    after = last.id;
    await lookUpFirst(
      ctx,
      page.map(({ invoiceId }) => invoiceId),
    );
    for (let rest = page; rest.length > 0; ) rest = await stepSome(ctx, rest, count);
    count.ended += await act(ctx, ({ tx }) => lostAmong(tx, page));
    if (page.length < batchSize) return count;
  }
}

/** Steps cases and charges at most one invoice of each payer; answers those still to be stepped. */
async function stepSome(ctx: Context, page: DueCase[], count: StepCount): Promise<DueCase[]> {
  const done = await act(ctx, (scene) => stepCases(scene, page));
  count.reminded += done.reminded;
  await crashPoint(ctx, 'after_steps_decided');
  const charged = await sendAttempts(ctx, done.attemptIds);
  count.recovered += charged.filter(({ state }) => state === 'succeeded').length;
  count.declined += charged.filter(({ state }) => state === 'declined').length;
  return page.filter(({ id }) => done.waiting.has(id));
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
  const { now: charging, waiting } = oldestOfEach(decided);
  const attemptIds = await retry(scene, charging);
  const reminded = await remind(scene, decided);
  const over = decided.filter(({ next }) => next.act === 'end');
  await endCases(
    scene,
    over.map((each) => each.case),
  );
  const people = cases.flatMap((each) => [each.contactId, each.payerId, ...each.memberIds]);
  await refreshAfterCollecting(tx, [...new Set(people)]);
  return { attemptIds, reminded, waiting };
}

/** Whom to charge now: one invoice of each payer, the oldest; the others wait for its answer. */
function oldestOfEach(decided: Deciding[]): { now: Deciding[]; waiting: Set<string> } {
  const charging = decided.filter(({ next }) => next.act === 'charge');
  const first = new Set(onePerPayer(charging.map((each) => each.case)));
  return {
    now: charging.filter((each) => first.has(each.case)),
    waiting: new Set(charging.filter((each) => !first.has(each.case)).map(({ case: c }) => c.id)),
  };
}

/** Notices: those of the schedule, and those that come before an end the clock had passed over. */
async function remind(scene: Scene, decided: Deciding[]): Promise<number> {
  const reminded = decided.filter(({ next }) => next.act === 'remind');
  await finishSteps(scene.tx, reminded.flatMap(stepsDone), scene.now);
  const granting = grantsAmong(decided);
  await grantSteps(scene, granting);
  const told = [...reminded, ...granting].map((each) => each.case.invoiceId);
  await queueFailureMails(scene, await openCasesOf(scene.tx, told));
  return told.length;
}

/** Opens the retries; a step is done with its attempt, whatever the answer will be. */
async function retry(scene: Scene, charging: Deciding[]): Promise<string[]> {
  if (charging.length === 0) return [];
  const { tx, today, now } = scene;
  const invoiceIds = charging.map((each) => each.case.invoiceId);
  const opened = await openAttempts(tx, invoiceIds, {
    cause: 'retry',
    localDay: today,
    now,
    onlyGateway: onlyGateway(scene.org),
  });
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
