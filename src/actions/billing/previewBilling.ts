import type { DueSubscription } from '../../db/billing/due.ts';
import { upcomingDue } from '../../db/billing/due.ts';
import type { HeldRow, PlannedChange } from '../../db/billing/forecast.ts';
import { heldSubscriptions, movesByDay, plannedChanges } from '../../db/billing/forecast.ts';
import type { PlannedInvoice, SubscriptionFacts } from '../../domain/billing/plan.ts';
import { planBilling } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Money } from '../../domain/money.ts';
import { sameInterval } from '../../domain/periods.ts';
import { taxesOf } from '../../domain/tax.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { factsOfDue } from './planDue.ts';

/** What one day's run will do; amounts per currency, minor units. */
export type PreviewDay = {
  on: LocalDate;
  invoices: number;
  amount: Money[];
  starts: number;
  ends: number;
  retries: number;
};

export type BillingPreview = { days: PreviewDay[]; held: HeldRow[]; willHold: number };

const pageSize = 2000;
const heldShown = 200;

/**
 * What the billing runs from today to `until` will do if nothing else happens, decided by the same
 * planning that runs use, writing nothing. Days on which nothing happens are left out; what is late
 * counts for today.
 */
export function previewBilling(
  ctx: Context,
  { until }: { until: LocalDate },
): Promise<BillingPreview> {
  return look(ctx, async (scene) => {
    const days = new Map<LocalDate, PreviewDay>();
    const willHold = await addInvoices(scene, until, days);
    await addMoves(scene, until, days);
    const held = await heldSubscriptions(scene.tx, heldShown);
    const inOrder = [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
    return { days: inOrder, held, willHold };
  });
}

async function addInvoices(
  scene: Scene,
  until: LocalDate,
  days: Map<LocalDate, PreviewDay>,
): Promise<number> {
  let willHold = 0;
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await upcomingDue(scene.tx, { until, after, limit: pageSize });
    const last = page.at(-1);
    if (!last) return willHold;
    after = last.id;
    const ids = page.map(({ id }) => id);
    const changes = await plannedChanges(scene.tx, ids, until);
    for (const due of page) {
      const plan = invoicesUntil(scene, { due, change: changes.get(due.id), until });
      if (plan === 'held') willHold += 1;
      else for (const invoice of plan) addInvoice(days, invoice);
    }
  }
}

type Upcoming = { due: DueSubscription; change: PlannedChange | undefined; until: LocalDate };

/** Runs the days one after the other, as the runs will: each due date is planned on its own day. */
function invoicesUntil(scene: Scene, upcoming: Upcoming): PlannedInvoice[] | 'held' {
  const { due, change, until } = upcoming;
  const invoices: PlannedInvoice[] = [];
  let facts = factsOfDue(due, scene.org.settings.invoice.due_days);
  if (planBilling(facts, scene.today).held) return 'held';
  let pending = change;
  while (facts.nextBillingOn !== null && facts.nextBillingOn <= until) {
    const day = facts.nextBillingOn < scene.today ? scene.today : facts.nextBillingOn;
    if (pending && pending.effectiveOn <= facts.nextBillingOn) {
      facts = changed(facts, pending);
      pending = undefined;
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
function changed(facts: SubscriptionFacts, change: PlannedChange): SubscriptionFacts {
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

function addInvoice(days: Map<LocalDate, PreviewDay>, invoice: PlannedInvoice): void {
  const day = dayOf(days, invoice.issueOn);
  day.invoices += 1;
  const { currency, total } = invoice.draft;
  const sum = day.amount.find((money) => money.currency === currency);
  if (sum) sum.amount += total;
  else day.amount.push({ amount: total, currency });
}

async function addMoves(
  scene: Scene,
  until: LocalDate,
  days: Map<LocalDate, PreviewDay>,
): Promise<void> {
  const moves = await movesByDay(scene.tx, { today: scene.today, until });
  for (const kind of ['starts', 'ends', 'retries'] as const) {
    for (const { on, count } of moves[kind]) dayOf(days, on)[kind] += count;
  }
}

function dayOf(days: Map<LocalDate, PreviewDay>, on: LocalDate): PreviewDay {
  const known = days.get(on);
  if (known) return known;
  const fresh: PreviewDay = { on, invoices: 0, amount: [], starts: 0, ends: 0, retries: 0 };
  days.set(on, fresh);
  return fresh;
}
