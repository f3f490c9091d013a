/**
 * What staff may change in a running case: another day for what comes next, or more time for
 * everything that is still to come (spec/overdue.md). The end never comes before the last step.
 */
import type { LocalDate } from '../dates.ts';
import { addDays, daysBetween } from '../dates.ts';
import { defineRefusal } from '../errors.ts';
import type { StoredStep } from './schedule.ts';

/** The furthest a step may be put off, days from today. */
export const furthestDays = 366;

export const NothingPlanned = defineRefusal('nothing_planned', 409, {
  en: 'Nothing is planned any more in this case.',
  fr: "Plus rien n'est prévu dans ce dossier.",
});

export const StepDateNotAllowed = defineRefusal('step_date_not_allowed', 422, {
  en: 'Choose a day from today on, within a year.',
  fr: "Choisissez un jour à partir d'aujourd'hui, dans l'année.",
});

export const DaysNotAllowed = defineRefusal('days_not_allowed', 422, {
  en: 'Give from 1 to 120 more days.',
  fr: 'Accordez de 1 à 120 jours de plus.',
});

export type MovedStep = { position: number; dueOn: LocalDate };

/** The step that is carried out next, the end included when nothing comes before it. */
export function stepAhead(steps: readonly StoredStep[]): StoredStep | null {
  return planned(steps)[0] ?? null;
}

/**
 * Puts the next step on another day. Later, those after it follow by as many days, so their
 * distances stay; earlier, they stay where they are. Throws `NothingPlanned`, `StepDateNotAllowed`.
 */
export function moveNext(
  steps: readonly StoredStep[],
  to: LocalDate,
  today: LocalDate,
): MovedStep[] {
  const [next, ...after] = planned(steps);
  if (!next) throw new NothingPlanned();
  if (to < today || to > addDays(today, furthestDays)) throw new StepDateNotAllowed();
  const later = Math.max(0, daysBetween(next.dueOn, to));
  return [
    { position: next.position, dueOn: to },
    ...after.map((step) => moved(step, later)),
  ].filter((step) => isNews(steps, step));
}

/**
 * Gives `days` more: everything still to come moves by them. What should have come before today
 * counts from today. Throws `NothingPlanned`, `DaysNotAllowed`.
 */
export function giveMoreTime(
  steps: readonly StoredStep[],
  days: number,
  today: LocalDate,
): MovedStep[] {
  const [next, ...after] = planned(steps);
  if (!next) throw new NothingPlanned();
  if (!Number.isInteger(days) || days < 1 || days > 120) throw new DaysNotAllowed();
  const late = Math.max(0, daysBetween(next.dueOn, today));
  return [next, ...after].map((step) => moved(step, days + late));
}

/** The day on which a case ends if nothing comes, with these moves made; null: it is over. */
export function endAfter(
  steps: readonly StoredStep[],
  moves: readonly MovedStep[],
): LocalDate | null {
  const final = planned(steps).find((step) => step.kind === 'final');
  if (!final) return null;
  return moves.find(({ position }) => position === final.position)?.dueOn ?? final.dueOn;
}

/** What is still to come in its order; on one day the end comes last. */
function planned(steps: readonly StoredStep[]): StoredStep[] {
  const rank = (step: StoredStep) => (step.kind === 'final' ? 1 : 0);
  return steps
    .filter((step) => step.doneOn === null)
    .sort((a, b) => daysBetween(b.dueOn, a.dueOn) || rank(a) - rank(b) || a.position - b.position);
}

function moved(step: StoredStep, days: number): MovedStep {
  return { position: step.position, dueOn: addDays(step.dueOn, days) };
}

function isNews(steps: readonly StoredStep[], { position, dueOn }: MovedStep): boolean {
  return steps.some((step) => step.position === position && step.dueOn !== dueOn);
}
