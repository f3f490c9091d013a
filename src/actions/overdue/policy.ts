import * as z from 'zod';
import type { CasePolicy } from '../../db/billing/cases.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { overdueAccessSchema, type Settings } from '../../domain/organizations/settings.ts';
import type { OverdueAccess } from '../../domain/overdue/schedule.ts';
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
  return {
    access: access.kind,
    days: access.kind === 'keep_days' ? access.days : null,
    after_last: settings.overdue.after_last,
    mode,
  };
}

/** A stored policy's access rule as the domain knows it. */
export function accessOf(policy: CasePolicy): OverdueAccess {
  if (policy.access === 'keep_days') return { kind: 'keep_days', days: policy.days ?? 1 };
  return { kind: policy.access };
}

/** What a failure e-mail says about access. */
export function accessWords(
  policy: CasePolicy,
  firstFailedOn: LocalDate,
  today: LocalDate,
): AccessWhileOverdue {
  const access = accessDuringOverdue(accessOf(policy), firstFailedOn, today);
  if (!access.open) return { state: 'closed' };
  return { state: 'kept', lastDay: access.closesOn && addDays(access.closesOn, -1) };
}
