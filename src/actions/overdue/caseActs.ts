import type { OpenCase } from '../../db/billing/openCases.ts';
import { InvoicePartlyPaid } from '../../domain/billing/invoices.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { daysBetween } from '../../domain/dates.ts';
import { defineRefusal } from '../../domain/errors.ts';
import { mayMail } from '../../domain/overdue/mails.ts';
import type { MovedStep } from '../../domain/overdue/moves.ts';
import { endAfter, giveMoreTime, moveNext, stepAhead } from '../../domain/overdue/moves.ts';
import type { OverdueAccess } from '../../domain/overdue/schedule.ts';
import { accessDuringOverdue } from '../../domain/overdue/schedule.ts';
import type { Scene } from '../context.ts';
import { AttemptUnresolved, NoPaymentMethod, PaymentDisputed } from '../payments/refusals.ts';
import { ContactBlocked } from '../subscriptions/refusals.ts';
import { storedSteps } from './next.ts';

export const CaseNotOpen = defineRefusal('overdue_case_closed', 409, {
  en: 'This case is closed already: it was paid, ended or given up.',
  fr: 'Ce dossier est déjà clos : il a été payé, terminé ou abandonné.',
});

export const CasePaused = defineRefusal('overdue_case_paused', 409, {
  en: 'The retries of this case are suspended already.',
  fr: 'Les relances de ce dossier sont déjà suspendues.',
});

export const CaseRunning = defineRefusal('overdue_case_running', 409, {
  en: 'The retries of this case are not suspended.',
  fr: 'Les relances de ce dossier ne sont pas suspendues.',
});

export const NobodyToWriteTo = defineRefusal('overdue_nobody_to_write_to', 409, {
  en: 'There is no address to write to: none is known, or it is withheld. A call helps.',
  fr: "Il n'y a pas d'adresse à qui écrire : aucune n'est connue, ou elle est gardée. Appelez.",
});

export const WrittenRecently = defineRefusal('overdue_written_recently', 409, {
  en: 'They were written to about a failed payment less than 23 hours ago. Wait until tomorrow.',
  fr: 'Un e-mail sur un impayé leur a été envoyé il y a moins de 23 heures. Attendez demain.',
});

/** What staff can do with a case; `reason` is kept with it. */
export type CaseAct =
  | { kind: 'retry' }
  | { kind: 'pause' }
  | { kind: 'resume' }
  /** Sends the mail about it again, with a fresh link to pay or change the method. */
  | { kind: 'write' }
  /** Another day for what comes next. */
  | { kind: 'move'; to: LocalDate; reason: string }
  /** More time for everything to come; `open`: access stays open until the new end. */
  | { kind: 'extend'; days: number; access: 'as_is' | 'open'; reason: string }
  /** `paid`: it came outside of the program; the others give the amount up. */
  | { kind: 'forgive'; how: 'paid' | 'void' | 'uncollectible'; reason: string };

type Dates = { nextOn: LocalDate | null; endsOn: LocalDate | null; access: 'open' | 'closed' };

/** What an act does to a case: the dates before and after it, and the steps it moves. */
export type CaseEffect = { before: Dates; after: Dates; moves: MovedStep[]; access: OverdueAccess };

/**
 * What an act would do to an open case today: the preview shows it, the act carries it out. Throws
 * the refusal when it cannot be done.
 */
export function effectOf(scene: Scene, each: OpenCase, act: CaseAct): CaseEffect {
  refuse(scene, each, act);
  const steps = storedSteps(scene, each.steps);
  const moves = movesOf(scene, steps, act);
  const moved = steps.map((step) => ({
    ...step,
    ...moves.find(({ position }) => position === step.position),
  }));
  const access = accessAfter(each, act, endAfter(steps, moves));
  const dates = (of: typeof steps, policy: OverdueAccess): Dates => ({
    nextOn: stepAhead(of)?.dueOn ?? null,
    endsOn: endAfter(of, []),
    access: openOn(policy, each, scene.today),
  });
  const before = dates(steps, each.policy.access);
  if (act.kind !== 'forgive') return { before, after: dates(moved, access), moves, access };
  return { before, after: { nextOn: null, endsOn: null, access: 'open' }, moves, access };
}

function refuse(scene: Scene, each: OpenCase, act: CaseAct): void {
  if (act.kind === 'pause' && each.paused) throw new CasePaused();
  if (act.kind === 'resume' && each.blockedPayer !== null) {
    throw new ContactBlocked({ name: each.blockedPayer });
  }
  if (act.kind === 'resume' && !each.paused) throw new CaseRunning();
  if (act.kind === 'write') refuseWriting(scene, each);
  const charges = act.kind === 'retry' || act.kind === 'forgive';
  if (charges && each.unresolved) throw new AttemptUnresolved();
  if (act.kind === 'retry' && each.disputed) throw new PaymentDisputed();
  if (act.kind === 'retry' && !each.hasMethod) throw new NoPaymentMethod({ name: each.name });
  const isTouched = each.settled > 0 || each.credited > 0;
  if (act.kind === 'forgive' && act.how === 'void' && isTouched) throw new InvoicePartlyPaid();
}

/** What is disputed, or waits for the bank's answer, is not asked for meanwhile. */
function refuseWriting({ now }: Scene, each: OpenCase): void {
  if (!each.writable) throw new NobodyToWriteTo();
  if (!mayMail(each.lastMailAt, now)) throw new WrittenRecently();
  if (each.disputed) throw new PaymentDisputed();
  if (each.unresolved) throw new AttemptUnresolved();
}

function movesOf(
  { today }: Scene,
  steps: ReturnType<typeof storedSteps>,
  act: CaseAct,
): MovedStep[] {
  if (act.kind === 'move') return moveNext(steps, act.to, today);
  return act.kind === 'extend' ? giveMoreTime(steps, act.days, today) : [];
}

function accessAfter(each: OpenCase, act: CaseAct, endsOn: LocalDate | null): OverdueAccess {
  const opens = act.kind === 'extend' && act.access === 'open' && endsOn !== null;
  if (!opens || each.policy.access.kind === 'keep_until_cancelled') return each.policy.access;
  return { kind: 'keep_days', days: daysBetween(each.firstFailedOn, endsOn) };
}

function openOn(access: OverdueAccess, each: OpenCase, today: LocalDate): 'open' | 'closed' {
  return accessDuringOverdue(access, each.firstFailedOn, today).open ? 'open' : 'closed';
}
