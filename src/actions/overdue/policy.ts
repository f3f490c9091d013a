import * as z from 'zod';
import type { CasePolicy } from '../../db/billing/cases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { overdueAccessSchema, type Settings } from '../../domain/organizations/settings.ts';
import { accessDuringOverdue, offsetsOf, schedulesOf } from '../../domain/overdue/schedule.ts';
import type { AccessWhileOverdue } from '../../templates/data.ts';

const planPolicy = z.nullable(overdueAccessSchema);

/**
 * The policy a case starts with and keeps, whatever the settings say later: the plan's access rule,
 * else the organization's, and the schedule of its kind of payment and gateway (spec/overdue.md).
 */
export function casePolicy(
  settings: Settings,
  ofPlan: unknown,
  { mode, gateway }: { mode: CasePolicy['mode']; gateway: string | null },
): CasePolicy {
  const { after_last, announce_days } = settings.overdue;
  const access = planPolicy.parse(ofPlan ?? null) ?? settings.overdue.access;
  const offsets = offsetsOf(schedulesOf(settings.overdue, gateway), mode);
  return { access, after_last, mode, offsets, announce_days };
}

/** What a failure e-mail says about access. */
export function accessWords(
  policy: CasePolicy,
  firstFailedOn: LocalDate,
  today: LocalDate,
): AccessWhileOverdue {
  const access = accessDuringOverdue(policy.access, firstFailedOn, today);
  if (!access.open) return { state: 'closed' };
  return { state: 'kept', lastDay: access.closesOn && addDays(access.closesOn, -1) };
}
