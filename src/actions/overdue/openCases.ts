import { recordActivity } from '../../activity/record.ts';
import type { CasePolicy, NewCase } from '../../db/billing/cases.ts';
import { insertCases } from '../../db/billing/cases.ts';
import { type CoverRow, coversOf } from '../../db/billing/covers.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { markOverdue, overduePolicies, type PolicyOf } from '../../db/billing/subscriptions.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { planOverdue, schedulesOf } from '../../domain/overdue/schedule.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { casePolicy } from './policy.ts';

export type FirstFailure = {
  invoice: InvoiceFactsRow;
  /** The day the schedule counts from: the refusal, or the due date nobody met. */
  on: LocalDate;
  mode: CasePolicy['mode'];
  /** Of the charge that was refused, or that will be tried; null: nothing is charged. */
  gateway: string | null;
  hard: boolean;
  reason: string | null;
};

/** A case as it was opened; `becameOverdue`: its subscription was in good standing until then. */
export type OpenedCase = NewCase & { becameOverdue: boolean };

/**
 * Opens an overdue case for each invoice of subscriptions, with its schedule stored, and makes the
 * subscriptions overdue; access follows their policy at once (spec/overdue.md). A consolidated
 * invoice is chased by one case, and each subscription on it has one that follows, for its access.
 */
export async function openCases(scene: Scene, failures: FirstFailure[]): Promise<OpenedCase[]> {
  if (failures.length === 0) return [];
  const { tx, now } = scene;
  const covers = await coversOf(
    tx,
    failures.map(({ invoice }) => invoice),
  );
  const own = failures.flatMap(({ invoice }) => invoice.subscriptionId ?? []);
  const ids = [...own, ...[...covers.values()].flat().map((cover) => cover.subscriptionId)];
  const policies = await overduePolicies(tx, ids);
  const cases = failures.flatMap((failure) => {
    const lead = leadOf(scene, failure, policies);
    const following = (covers.get(failure.invoice.id) ?? []).filter(({ subscriptionId }) => {
      return !isOver(policies.get(subscriptionId)?.state);
    });
    return [lead, ...following.map((cover) => follower(scene, { failure, lead, cover, policies }))];
  });
  await insertCases(tx, cases);
  const overdue = await markOverdue(tx, ids, now);
  await recordActivity(
    scene,
    cases.flatMap((each) => opened(each, overdue)),
  );
  return cases.map((each) => {
    return { ...each, becameOverdue: overdue.has(each.subscriptionId ?? '') };
  });
}

type Policies = Map<string, PolicyOf>;

function isOver(state: string | undefined): boolean {
  return state === 'cancelled' || state === 'expired';
}

function leadOf({ org, now }: Scene, failure: FirstFailure, policies: Policies): NewCase {
  const { invoice, on, mode, gateway, hard, reason } = failure;
  const ofPlan = policies.get(invoice.subscriptionId ?? '')?.policy;
  return {
    id: newId(),
    leadId: null,
    invoiceId: invoice.id,
    subscriptionId: invoice.subscriptionId,
    contactId: invoice.contactId,
    payerId: invoice.payerId,
    firstFailedOn: on,
    policy: casePolicy(org.settings, ofPlan, failure),
    hard,
    lastReason: reason,
    openedAt: now,
    steps: planOverdue(on, schedulesOf(org.settings.overdue, gateway), mode),
  };
}

/** The case of one subscription on a consolidated invoice: its own access, no steps of its own. */
function follower(
  { org }: Scene,
  about: { failure: FirstFailure; lead: NewCase; cover: CoverRow; policies: Policies },
): NewCase {
  const { failure, lead, policies } = about;
  const { subscriptionId, contactId } = about.cover;
  const policy = casePolicy(org.settings, policies.get(subscriptionId)?.policy, failure);
  const own = { id: newId(), leadId: lead.id, subscriptionId, contactId };
  return { ...lead, ...own, policy, steps: [] };
}

function opened(each: NewCase, overdue: Set<string>) {
  const { contactId, subscriptionId, invoiceId } = each;
  const about = { contactId, subscriptionId, invoiceId };
  const steps = each.steps.map(({ kind, dueOn }) => ({ kind, due_on: dueOn }));
  const entry = { ...about, event: 'overdue_opened' as const, data: { steps } };
  const closes = each.policy.access.kind === 'suspend' && overdue.has(subscriptionId ?? '');
  return closes ? [entry, { ...about, event: 'access_suspended' as const }] : [entry];
}
