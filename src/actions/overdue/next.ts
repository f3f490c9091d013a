import type { OpenCase } from '../../db/billing/openCases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { NextStep, StoredStep, Suspension } from '../../domain/overdue/schedule.ts';
import { nextStep } from '../../domain/overdue/schedule.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Scene } from '../context.ts';

/** What a case asks for today, by the rules of the domain. */
export function nextStepOf(scene: Pick<Scene, 'org' | 'today'>, each: OpenCase): NextStep {
  const steps = each.steps.map(
    ({ position, kind, dueOn, doneAt }): StoredStep => ({
      position,
      kind,
      dueOn,
      doneOn: doneAt === null ? null : localDateIn(doneAt, scene.org.timezone),
    }),
  );
  return nextStep(steps, scene.today, {
    // Without any method there is nothing to retry either: the member is asked for one.
    hard: each.hard || !each.hasMethod,
    suspended: suspensionOf(each),
    lastAttemptOn: each.lastAttemptOn,
  });
}

/** Days after `today` on which the case will be tried again; none after a hard decline. */
export function plannedRetries(each: OpenCase | undefined, today: LocalDate): LocalDate[] {
  if (!each || each.hard) return [];
  return each.steps
    .filter((step) => step.kind === 'retry' && step.doneAt === null && step.dueOn > today)
    .map((step) => step.dueOn);
}

function suspensionOf(each: OpenCase): Suspension | null {
  if (each.paused) return 'paused';
  return each.unresolved ? 'unresolved_attempt' : null;
}
