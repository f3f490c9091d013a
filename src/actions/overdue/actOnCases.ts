import type { OpenCase } from '../../db/billing/openCases.ts';
import { openCasesById } from '../../db/billing/openCases.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Charged } from '../billing/chargeInvoices.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { chargeInvoicesNow } from '../payments/chargeInvoiceNow.ts';
import { changeCase } from './caseActions.ts';
import type { CaseAct, CaseEffect } from './caseActs.ts';
import { CaseNotOpen, effectOf } from './caseActs.ts';
import { isOlder } from './failureMails.ts';

/** The most cases one act takes on. */
export const mostCases = 200;

/** A case before an act: what would become of it, or why it is left out. */
export type CasePreview = {
  id: string;
  case: OpenCase | null;
  effect: CaseEffect | null;
  refusal: Refusal | null;
};

/** What an act would do to each of the cases, in their order; writes nothing. */
export async function previewCases(
  ctx: Context,
  ids: readonly string[],
  what: CaseAct,
): Promise<CasePreview[]> {
  return look(ctx, (scene) => previewIn(scene, ids, what));
}

async function previewIn(
  scene: Scene,
  ids: readonly string[],
  what: CaseAct,
): Promise<CasePreview[]> {
  const found = new Map((await openCasesById(scene.tx, ids)).map((each) => [each.id, each]));
  return ids.map((id) => {
    const each = found.get(id);
    if (!each) return { id, case: null, effect: null, refusal: new CaseNotOpen() };
    try {
      return { id, case: each, effect: effectOf(scene, each, what), refusal: null };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return { id, case: each, effect: null, refusal: error };
    }
  });
}

export type CaseOutcome = {
  id: string;
  /** What the bank answered to a retry; `done` for everything else. */
  outcome: 'done' | 'paid' | 'declined' | 'waiting' | 'refused';
  reason: string | null;
  refusal: Refusal | null;
};

/**
 * Does one thing to many cases, each for itself: what cannot be done to one is said and does not
 * stop the others. Of a payer's cases the oldest comes first: it is what is charged, or written of.
 */
export async function actOnCases(
  ctx: Context,
  ids: readonly string[],
  what: CaseAct,
): Promise<CaseOutcome[]> {
  const previews = await previewCases(ctx, ids, what);
  const able = previews.flatMap((each) => (each.effect && each.case ? [each.case] : []));
  const outcomes =
    what.kind === 'retry' ? await retryAll(ctx, able) : await changeAll(ctx, able, what);
  const byId = new Map(outcomes.map((each) => [each.id, each]));
  return previews.map(({ id, refusal }) => byId.get(id) ?? refused(id, refusal));
}

function refused(id: string, refusal: Refusal | null): CaseOutcome {
  return { id, outcome: 'refused', reason: null, refusal };
}

async function changeAll(
  ctx: Context,
  cases: readonly OpenCase[],
  what: Exclude<CaseAct, { kind: 'retry' }>,
): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  for (const { id } of cases.toSorted((a, b) => (isOlder(a, b) ? -1 : 1))) {
    try {
      await changeCase(ctx, id, what);
      outcomes.push({ id, outcome: 'done', reason: null, refusal: null });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      outcomes.push(refused(id, error));
    }
  }
  return outcomes;
}

/** In rounds: of each payer the oldest invoice that is left, all payers together. */
async function retryAll(ctx: Context, cases: readonly OpenCase[]): Promise<CaseOutcome[]> {
  const outcomes: CaseOutcome[] = [];
  const queues = [...Map.groupBy(cases, (each) => each.payerId).values()].map((own) =>
    own.toSorted((a, b) => (isOlder(a, b) ? -1 : 1)),
  );
  for (let round = 0; queues.some((own) => own[round]); round += 1) {
    const now = queues.flatMap((own) => own[round] ?? []);
    const invoiceIds = now.map((each) => each.invoiceId);
    const answers = await chargeInvoicesNow(ctx, invoiceIds, 'staff');
    outcomes.push(...now.map(({ id, invoiceId }) => outcomeOf(id, answers.get(invoiceId)!)));
  }
  return outcomes;
}

function outcomeOf(id: string, answer: Charged | Refusal): CaseOutcome {
  if (answer instanceof Refusal) return refused(id, answer);
  const { state, reason } = answer;
  if (state === 'succeeded') return { id, outcome: 'paid', reason: null, refusal: null };
  if (state === 'declined') return { id, outcome: 'declined', reason, refusal: null };
  return { id, outcome: 'waiting', reason: null, refusal: null };
}
