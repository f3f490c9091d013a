import type { OpenCase } from '../../db/billing/openCases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { NextStep, Suspension } from '../../domain/overdue/nextStep.ts';
import { nextStep } from '../../domain/overdue/nextStep.ts';
import type { StoredStep } from '../../domain/overdue/schedule.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Scene } from '../context.ts';

/** What a case asks for today, by the rules of the domain. */
export function nextStepOf(scene: Pick<Scene, 'org' | 'today'>, each: OpenCase): NextStep {
  return nextStep(storedSteps(scene, each.steps), scene.today, {
    hard: needsMethod(each),
    suspended: suspensionOf(each),
    lastAttemptOn: each.lastAttemptOn,
  });
}

type Step = Pick<OpenCase['steps'][number], 'position' | 'kind' | 'dueOn' | 'doneAt'>;

/** Steps as the rules take them: done on a local day. */
export function storedSteps({ org }: Pick<Scene, 'org'>, steps: readonly Step[]): StoredStep[] {
  return steps.map(({ position, kind, dueOn, doneAt }) => ({
    position,
    kind,
    dueOn,
    doneOn: doneAt === null ? null : localDateIn(doneAt, org.timezone),
  }));
}

/** Refused for good or without any method: there is nothing to retry, the member is asked. */
export function needsMethod(each: Pick<OpenCase, 'refused' | 'hasMethod'>): boolean {
  return each.refused || !each.hasMethod;
}

/** Days after `today` on which the case will be tried again; none while a method is needed. */
export function plannedRetries(each: OpenCase | undefined, today: LocalDate): LocalDate[] {
  if (!each || needsMethod(each)) return [];
  return each.steps
    .filter((step) => step.kind === 'retry' && step.doneAt === null && step.dueOn > today)
    .map((step) => step.dueOn)
    .sort();
}

/** What stops the clock of a case, if anything does. */
export function suspensionOf(
  each: Pick<OpenCase, 'paused' | 'unresolved' | 'disputed' | 'blockedPayer'>,
): Suspension | null {
  if (each.paused) return 'paused';
  if (each.blockedPayer !== null) return 'blocked';
  if (each.disputed) return 'dispute';
  return each.unresolved ? 'unresolved_attempt' : null;
}
