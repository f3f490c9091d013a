import { recordActivity } from '../../activity/record.ts';
import { addSteps, insertMoves } from '../../db/billing/caseSteps.ts';
import type { OpenCase } from '../../db/billing/openCases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { NextStep } from '../../domain/overdue/nextStep.ts';
import type { Scene } from '../context.ts';

export type Granting = { case: OpenCase; next: Extract<NextStep, { act: 'grant' }> };

/** The cases among these whose clock had stood past their end. */
export function grantsAmong(decided: readonly { case: OpenCase; next: NextStep }[]): Granting[] {
  return decided.flatMap(({ case: each, next }) => {
    return next.act === 'grant' ? [{ case: each, next }] : [];
  });
}

/**
 * Gives cases whose clock had stood past the end one more step before it (billing-rules §9: never a
 * cancellation without an attempt and a notice after recovery): a reminder, sent today, or a retry
 * on the new day of the end. Who reads of it is the caller's.
 */
export async function grantSteps(scene: Scene, granting: readonly Granting[]): Promise<void> {
  const { tx, today, now, actor } = scene;
  const stepOf = (kind: 'retry' | 'reminder', endsOn: LocalDate) =>
    kind === 'retry' ? { dueOn: endsOn, sentAt: null } : { dueOn: today, sentAt: now };
  await addSteps(
    tx,
    granting.map(({ case: { id }, next: { kind, endsOn } }) => ({
      caseId: id,
      kind,
      endsOn,
      ...stepOf(kind, endsOn),
    })),
  );
  await insertMoves(
    tx,
    granting.map(({ case: { id }, next: { endsOn } }) => {
      return { caseId: id, kind: 'last_chance', days: null, toOn: endsOn, reason: '' };
    }),
    { actor, now },
  );
  await recordActivity(
    scene,
    granting.map(({ case: { contactId, subscriptionId, invoiceId }, next }) => ({
      event: 'overdue_moved',
      contactId,
      subscriptionId,
      invoiceId,
      data: { cause: 'last_chance', kind: next.kind, until: next.endsOn },
    })),
  );
}
