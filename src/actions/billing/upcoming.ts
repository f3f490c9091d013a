import type { DueSubscription } from '../../db/billing/due.ts';
import { upcomingDue } from '../../db/billing/due.ts';
import type { PlannedChange } from '../../db/billing/forecast.ts';
import { plannedChanges } from '../../db/billing/forecast.ts';
import type { PlannedInvoice, SubscriptionFacts } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { lowestId } from '../../domain/ids.ts';
import { sameInterval } from '../../domain/periods.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { Scene } from '../context.ts';
import { factsOfDue } from './planDue.ts';

const pageSize = 2000;

type Each = (invoice: PlannedInvoice, count: number) => void;
type Plan = PlannedInvoice[] | 'held';

/**
 * Every invoice that the runs from today to `until` will issue if nothing else happens, decided by
 * the planning that runs use, writing nothing. Subscriptions with the same facts are planned once:
 * `each` gets the invoice and how many there are of it. Answers how many subscriptions wait for a
 * decision of staff instead.
 */
export async function forEachUpcoming(scene: Scene, until: LocalDate, each: Each): Promise<number> {
  const plans = new Map<string, { plan: Plan; count: number }>();
  let after: string = lowestId;
  for (;;) {
    const page = await upcomingDue(scene.tx, { until, after, limit: pageSize });
    const last = page.at(-1);
    if (!last) break;
    after = last.id;
    const ids = page.map(({ id }) => id);
    const changes = await plannedChanges(scene.tx, ids, until);
    for (const due of page) {
      const upcoming = upcomingOf(scene, { due, change: changes.get(due.id), until });
      const key = JSON.stringify([upcoming.facts, upcoming.change]);
      const known = plans.get(key);
      if (known) known.count += 1;
      else plans.set(key, { plan: invoicesUntil(scene.today, upcoming), count: 1 });
    }
  }
  let held = 0;
  for (const { plan, count } of plans.values()) {
    if (plan === 'held') held += count;
    else for (const invoice of plan) each(invoice, count);
  }
  return held;
}

type Change = Omit<PlannedChange, 'subscriptionId'>;
type Upcoming = { facts: SubscriptionFacts; change: Change | null; until: LocalDate };
type Found = { due: DueSubscription; change: PlannedChange | undefined; until: LocalDate };

function upcomingOf({ org }: Scene, { due, change, until }: Found): Upcoming {
  const facts = factsOfDue(due, org.settings.invoice.due_days);
  if (!change) return { facts, change: null, until };
  const { subscriptionId: _id, ...what } = change;
  return { facts, change: what, until };
}

/** Runs the days one after the other, as the runs will: each due date is planned on its own day. */
function invoicesUntil(today: LocalDate, { until, ...upcoming }: Upcoming): Plan {
  const invoices: PlannedInvoice[] = [];
  let { facts, change } = upcoming;
  if (planBilling(facts, today).held) return 'held';
  while (facts.nextBillingOn !== null && facts.nextBillingOn <= until) {
    const day = facts.nextBillingOn < today ? today : facts.nextBillingOn;
    if (change && change.effectiveOn <= facts.nextBillingOn) {
      facts = changed(facts, change);
      change = null;
    }
    const plan = planBilling(facts, day);
    invoices.push(...plan.invoices);
    if (plan.nextBillingOn === facts.nextBillingOn) break;
    const setupAmount = plan.invoices.length > 0 ? 0 : facts.setupAmount;
    facts = { ...facts, nextBillingOn: plan.nextBillingOn, setupAmount };
  }
  return invoices;
}

/** The facts once a planned change has taken effect; another interval starts its cycle there. */
function changed(facts: SubscriptionFacts, change: Change): SubscriptionFacts {
  const interval = { unit: change.intervalUnit, count: change.intervalCount };
  const restarts = !sameInterval(facts.interval, interval);
  return {
    ...facts,
    planName: change.planName,
    unitAmount: change.amount,
    quantity: change.quantity,
    taxMode: change.taxInclusive ? 'inclusive' : 'exclusive',
    taxes: taxesOf(change.taxRate),
    interval,
    anchorOn: restarts ? change.effectiveOn : facts.anchorOn,
  };
}
