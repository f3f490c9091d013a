import type { DueSubscription } from '../../db/billing/due.ts';
import { leadsByPlan, upcomingDue } from '../../db/billing/due.ts';
import type { PlannedChange } from '../../db/billing/forecast.ts';
import { plannedChanges } from '../../db/billing/forecast.ts';
import { billsTogether, consolidate } from '../../domain/billing/consolidate.ts';
import type { PlannedInvoice, SubscriptionFacts } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, maxDate } from '../../domain/dates.ts';
import { becomes } from '../../domain/subscriptions/becoming.ts';
import type { Scene } from '../context.ts';
import { changeToOf } from '../subscriptions/facts.ts';
import { factsOfDue } from './planDue.ts';

const pageSize = 2000;

/** Whose subscription is billed, and who pays. */
export type Billed = { id: string; contactId: string; payerId: string };

/** `count` invoices alike: one for each of `of`, or one for all of them together. */
type Each = (invoice: PlannedInvoice, count: number, of: readonly Billed[]) => void;
type Plan = PlannedInvoice[] | 'held';

/**
 * Every invoice that the runs from today to `until` will issue if nothing else happens, decided by
 * the planning that runs use, writing nothing. Subscriptions with the same facts are planned once:
 * `each` gets the invoice, how many there are of it, and for whom. Answers how many subscriptions
 * wait for a decision of staff instead.
 */
export async function forEachUpcoming(scene: Scene, until: LocalDate, each: Each): Promise<number> {
  const plans = new Map<string, Planned>();
  await forEachDue(scene, until, (due, upcoming) => {
    const key = JSON.stringify([upcoming.facts, upcoming.change, due.collection]);
    const known = plans.get(key);
    if (known) known.of.push(billedOf(due));
    else plans.set(key, plannedOf(scene, due, upcoming));
  });
  const planned = [...plans.values()];
  const held = planned.filter(({ plan }) => plan === 'held');
  const bills = planned.flatMap(({ plan, ...bill }) => {
    return plan === 'held' ? [] : plan.map((invoice) => ({ ...bill, invoice }));
  });
  if (scene.org.settings.invoice.per_payer === 'payer') eachTogether(bills, each);
  else for (const { invoice, of } of bills) each(invoice, of.length, of);
  return held.reduce((sum, { of }) => sum + of.length, 0);
}

/** Subscriptions with the same facts: what they will be billed, and for whom each is. */
type Planned = { plan: Plan; collection: string; of: Billed[] };

function billedOf({ id, contactId, payerId }: DueSubscription): Billed {
  return { id, contactId, payerId };
}

function plannedOf(scene: Scene, due: DueSubscription, upcoming: Upcoming): Planned {
  const plan = invoicesUntil(scene.today, upcoming);
  return { plan, collection: due.collection, of: [billedOf(due)] };
}

type Bills = Omit<Planned, 'plan'> & { invoice: PlannedInvoice };

/** One invoice for all that a payer owes on a day, as the run will issue it. */
function eachTogether(bills: Bills[], each: Each): void {
  const single = bills.flatMap(({ of, ...bill }) => {
    return of.map((billed) => ({ ...bill, billed }));
  });
  const groups = billsTogether(single, ({ billed, invoice, collection }) => {
    const { payerId } = billed;
    const { issueOn, dueOn, draft } = invoice;
    return { payerId, currency: draft.currency, issueOn, dueOn, collection };
  });
  for (const group of groups) {
    const { invoice } = group[0]!;
    const draft = consolidate(group.map((bill) => bill.invoice.draft));
    const of = group.map(({ billed }) => billed);
    each(group.length === 1 ? invoice : { ...invoice, draft }, 1, of);
  }
}

/** Goes through everything that is due by a day, with what planning it needs. */
async function forEachDue(
  scene: Scene,
  until: LocalDate,
  visit: (due: DueSubscription, upcoming: Upcoming) => void,
): Promise<void> {
  let after = '00000000-0000-0000-0000-000000000000';
  const leads = await leadsByPlan(scene.tx);
  const furthest = addDays(until, Math.max(0, ...leads.values()));
  for (;;) {
    const page = await upcomingDue(scene.tx, { until: furthest, after, limit: pageSize });
    const last = page.at(-1);
    if (!last) return;
    after = last.id;
    const ids = page.map(({ id }) => id);
    const changes = await plannedChanges(scene.tx, ids, until);
    for (const due of page) {
      const lead = due.collection === 'invoice' ? (leads.get(due.planId) ?? 0) : 0;
      visit(due, upcomingOf(scene, { due, change: changes.get(due.id), until, lead }));
    }
  }
}

type Change = Omit<PlannedChange, 'subscriptionId'>;
type Span = {
  until: LocalDate /** Days by which invoices of coming terms are sent ahead. */;
  lead: number;
};
type Upcoming = Span & { facts: SubscriptionFacts; change: Change | null };
type Found = Span & { due: DueSubscription; change: PlannedChange | undefined };

function upcomingOf({ org }: Scene, { due, change, ...span }: Found): Upcoming {
  const facts = factsOfDue(due, org.settings.invoice.due_days);
  if (!change) return { facts, change: null, ...span };
  const { subscriptionId: _id, ...what } = change;
  return { facts, change: what, ...span };
}

/** Runs the days one after the other, as the runs will: each due date is planned on its own day. */
function invoicesUntil(today: LocalDate, { until, lead, ...upcoming }: Upcoming): Plan {
  const invoices: PlannedInvoice[] = [];
  let { facts, change } = upcoming;
  if (planBilling(facts, today).held) return 'held';
  while (facts.nextBillingOn !== null && facts.nextBillingOn <= addDays(until, lead)) {
    const day = facts.nextBillingOn < today ? today : facts.nextBillingOn;
    if (change && change.effectiveOn <= facts.nextBillingOn) {
      facts = changed(facts, change);
      change = null;
    }
    const plan = planBilling(facts, day);
    const sent = isAhead(facts, change) ? lead : 0;
    const issued = plan.invoices.map((invoice) => sentAhead(invoice, { lead: sent, today, facts }));
    invoices.push(...issued.filter(({ issueOn }) => issueOn <= until));
    if (plan.nextBillingOn === facts.nextBillingOn) break;
    const setupAmount = plan.invoices.length > 0 ? 0 : facts.setupAmount;
    facts = { ...facts, nextBillingOn: plan.nextBillingOn, setupAmount };
  }
  return invoices;
}

/** A term that follows another is billed ahead, unless something else begins with it. */
function isAhead(
  { nextBillingOn, anchorOn, firstPeriod, once }: SubscriptionFacts,
  change: unknown,
) {
  if (nextBillingOn === null || once || change !== null) return false;
  return firstPeriod === null ? nextBillingOn > anchorOn : nextBillingOn >= anchorOn;
}

type Ahead = { lead: number; today: LocalDate; facts: SubscriptionFacts };

/** The same invoice as the plan sends it: before its term, due when that begins at the earliest. */
function sentAhead(invoice: PlannedInvoice, { lead, today, facts }: Ahead): PlannedInvoice {
  if (lead === 0) return invoice;
  const issueOn = maxDate(today, addDays(invoice.periodStart, -lead));
  if (issueOn >= invoice.issueOn) return invoice;
  const dueOn = maxDate(addDays(issueOn, facts.dueDays), invoice.periodStart);
  return { ...invoice, issueOn, dueOn };
}

/** The facts once a planned change has taken effect. */
function changed(facts: SubscriptionFacts, change: Change): SubscriptionFacts {
  const to = changeToOf({ ...change, currency: facts.currency });
  return becomes(facts, to, change.effectiveOn);
}
