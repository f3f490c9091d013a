import type { HeldRow } from '../../db/billing/forecast.ts';
import { heldSubscriptions, movesByDay } from '../../db/billing/forecast.ts';
import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import type { Money } from '../../domain/money.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { forEachUpcoming } from './upcoming.ts';

/** What one day's run will do; amounts per currency, minor units. */
export type PreviewDay = {
  on: LocalDate;
  invoices: number;
  amount: Money[];
  starts: number;
  ends: number;
  retries: number;
  /** Members who are asked about their next term. */
  notices: number;
};

export type BillingPreview = { days: PreviewDay[]; held: HeldRow[]; willHold: number };

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
    const willHold = await forEachUpcoming(scene, until, (invoice, count) =>
      addInvoice(days, invoice, count),
    );
    await addMoves(scene, until, days);
    const held = await heldSubscriptions(scene.tx, heldShown);
    const inOrder = [...days.values()].sort((a, b) => (a.on < b.on ? -1 : 1));
    return { days: inOrder, held, willHold };
  });
}

function addInvoice(
  days: Map<LocalDate, PreviewDay>,
  invoice: PlannedInvoice,
  count: number,
): void {
  const day = dayOf(days, invoice.issueOn);
  day.invoices += count;
  const { currency, total } = invoice.draft;
  const sum = day.amount.find((money) => money.currency === currency);
  if (sum) sum.amount += total * count;
  else day.amount.push({ amount: total * count, currency });
}

async function addMoves(
  scene: Scene,
  until: LocalDate,
  days: Map<LocalDate, PreviewDay>,
): Promise<void> {
  const moves = await movesByDay(scene.tx, { today: scene.today, until });
  for (const kind of ['starts', 'ends', 'retries', 'notices'] as const) {
    for (const { on, count } of moves[kind]) dayOf(days, on)[kind] += count;
  }
}

function dayOf(days: Map<LocalDate, PreviewDay>, on: LocalDate): PreviewDay {
  const known = days.get(on);
  if (known) return known;
  const none = { starts: 0, ends: 0, retries: 0, notices: 0 };
  const fresh: PreviewDay = { on, invoices: 0, amount: [], ...none };
  days.set(on, fresh);
  return fresh;
}
