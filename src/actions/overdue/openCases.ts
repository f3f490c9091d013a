import { recordActivity } from '../../activity/record.ts';
import type { CasePolicy, NewCase } from '../../db/billing/cases.ts';
import { insertCases } from '../../db/billing/cases.ts';
import { type CoverRow, coversOf } from '../../db/billing/covers.ts';
import type { InvoiceFactsRow } from '../../db/billing/invoices.ts';
import { leadsWithout } from '../../db/billing/openCases.ts';
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
    const about = covers.get(failure.invoice.id) ?? [];
    if (waits(failure, { about, policies })) return [];
    const lead = leadOf(scene, failure, policies);
    const following = about.filter(({ subscriptionId }) => {
      return isChased(policies.get(subscriptionId)?.state);
    });
    const { gateway } = failure;
    return [lead, ...following.map((cover) => follower(scene, { gateway, lead, cover, policies }))];
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

function isChased(state: string | undefined): boolean {
  return state !== 'cancelled' && state !== 'expired' && state !== 'paused';
}

/** Nothing is chased while all it is about is paused: it is taken up when one of them goes on. */
function waits(
  { invoice }: FirstFailure,
  { about, policies }: { about: CoverRow[]; policies: Policies },
): boolean {
  const isPaused = (id: string) => policies.get(id)?.state === 'paused';
  if (invoice.subscriptionId !== null) return isPaused(invoice.subscriptionId);
  return about.length > 0 && about.every(({ subscriptionId }) => isPaused(subscriptionId));
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

type Following = {
  gateway: string | null;
  lead: Omit<NewCase, 'steps' | 'leadId'>;
  cover: Pick<CoverRow, 'subscriptionId' | 'contactId'>;
  policies: Policies;
};

/** The case of one subscription on a consolidated invoice: its own access, no steps of its own. */
function follower({ org }: Scene, { gateway, lead, cover, policies }: Following): NewCase {
  const { subscriptionId, contactId } = cover;
  const how = { mode: lead.policy.mode, gateway };
  const policy = casePolicy(org.settings, policies.get(subscriptionId)?.policy, how);
  const own = { id: newId(), leadId: lead.id, subscriptionId, contactId };
  return { ...lead, ...own, policy, steps: [] };
}

/**
 * A subscription that was paused follows the consolidated invoices again that were chased on for
 * the others meanwhile; its access follows its policy at once.
 */
export async function followCases(scene: Scene, subscriptionId: string): Promise<void> {
  const { tx, now } = scene;
  const leads = await leadsWithout(tx, subscriptionId);
  const policies = await overduePolicies(tx, [subscriptionId]);
  const contactId = policies.get(subscriptionId)?.contactId;
  if (leads.length === 0 || !contactId) return;
  const cover = { subscriptionId, contactId };
  const cases = leads.map((each) => {
    const lead = { ...each, openedAt: now };
    return follower(scene, { gateway: null, lead, cover, policies });
  });
  await insertCases(tx, cases);
  const overdue = await markOverdue(tx, [subscriptionId], now);
  await recordActivity(
    scene,
    cases.flatMap((each) => opened(each, overdue)),
  );
}

function opened(each: NewCase, overdue: Set<string>) {
  const { contactId, subscriptionId, invoiceId } = each;
  const about = { contactId, subscriptionId, invoiceId };
  const steps = each.steps.map(({ kind, dueOn }) => ({ kind, due_on: dueOn }));
  const entry = { ...about, event: 'overdue_opened' as const, data: { steps } };
  const closes = each.policy.access.kind === 'suspend' && overdue.has(subscriptionId ?? '');
  return closes ? [entry, { ...about, event: 'access_suspended' as const }] : [entry];
}
