import { recordActivity } from '../../activity/record.ts';
import type { CasePolicy, NewCase } from '../../db/billing/cases.ts';
import { insertCases } from '../../db/billing/cases.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { markOverdue, overduePolicies } from '../../db/billing/subscriptions.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { planOverdue } from '../../domain/overdue/schedule.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { casePolicy, schedulesOf } from './policy.ts';

export type FirstFailure = {
  invoice: InvoiceFactsRow;
  /** The day the schedule counts from: the refusal, or the due date nobody met. */
  on: LocalDate;
  mode: CasePolicy['mode'];
  hard: boolean;
  reason: string | null;
};

/**
 * Opens an overdue case for each invoice of a subscription, with its schedule stored, and makes the
 * subscriptions overdue; access follows their policy at once (spec/overdue.md).
 */
export async function openCases(scene: Scene, failures: FirstFailure[]): Promise<NewCase[]> {
  if (failures.length === 0) return [];
  const { tx, org, now } = scene;
  const ids = failures.flatMap(({ invoice }) => invoice.subscriptionId ?? []);
  const policies = await overduePolicies(tx, ids);
  const schedules = schedulesOf(org.settings.overdue);
  const cases = failures.map(({ invoice, on, mode, hard, reason }): NewCase => {
    const ofPlan = policies.get(invoice.subscriptionId ?? '')?.policy;
    return {
      id: newId(),
      invoiceId: invoice.id,
      subscriptionId: invoice.subscriptionId,
      contactId: invoice.contactId,
      payerId: invoice.payerId,
      firstFailedOn: on,
      policy: casePolicy(org.settings, ofPlan, mode),
      hard,
      lastReason: reason,
      openedAt: now,
      steps: planOverdue(on, schedules, mode),
    };
  });
  await insertCases(tx, cases);
  const overdue = await markOverdue(tx, ids, now);
  await recordActivity(
    scene,
    cases.flatMap((each) => opened(each, overdue)),
  );
  return cases;
}

function opened(each: NewCase, overdue: Set<string>) {
  const { contactId, subscriptionId, invoiceId } = each;
  const about = { contactId, subscriptionId, invoiceId };
  const steps = each.steps.map(({ kind, dueOn }) => ({ kind, due_on: dueOn }));
  const entry = { ...about, event: 'overdue_opened' as const, data: { steps } };
  const closes = each.policy.access.kind === 'suspend' && overdue.has(subscriptionId ?? '');
  return closes ? [entry, { ...about, event: 'access_suspended' as const }] : [entry];
}
