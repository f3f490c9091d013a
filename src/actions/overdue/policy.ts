import * as z from 'zod';
import type { CasePolicy } from '../../db/billing/cases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { overdueAccessSchema, type Settings } from '../../domain/organizations/settings.ts';
import { accessDuringOverdue } from '../../domain/overdue/schedule.ts';
import type { AccessWhileOverdue } from '../../templates/data.ts';

const planPolicy = z.nullable(overdueAccessSchema);

/** The policy a case starts with: the plan's access rule, else the organization's (overdue.md). */
export function casePolicy(
  settings: Settings,
  ofPlan: unknown,
  mode: CasePolicy['mode'],
): CasePolicy {
  const access = planPolicy.parse(ofPlan ?? null) ?? settings.overdue.access;
  return { access, after_last: settings.overdue.after_last, mode };
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
