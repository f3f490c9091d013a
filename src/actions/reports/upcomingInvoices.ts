import { contactNames } from '../../db/people/contact.ts';
import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, minDate } from '../../domain/dates.ts';
import type { Billed } from '../billing/upcoming.ts';
import { forEachUpcoming } from '../billing/upcoming.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';

/** An invoice that a billing run will issue; minor units. */
export type UpcomingInvoice = {
  /** The day of issue, and the subscription (the first one, where one payer gets one invoice). */
  on: LocalDate;
  subscriptionId: string;
  /** How many subscriptions it is for. */
  covers: number;
  contact: { id: string; name: string };
  payer: { id: string; name: string };
  /** What is billed: plans, and what is added to them. */
  what: string;
  currency: string;
  net: number;
  total: number;
};

export type UpcomingAsked = {
  /** Days of issue, both inclusive. */
  from: LocalDate;
  to: LocalDate;
  /** All when not given. */
  currency?: string | undefined;
};

/** The row a page ended with: day and subscription. */
type After = { at: string; id: string };

type Unnamed = Pick<UpcomingInvoice, 'on' | 'covers' | 'what' | 'currency' | 'net' | 'total'> & {
  of: Billed;
};

/**
 * The invoices of some days to come, in order of day, one by one: those that the forecast and the
 * preview count, planned by the same engine, at most 400 days ahead. All of them, or `page.limit`
 * after a place.
 */
export function upcomingInvoices(
  ctx: Context,
  asked: UpcomingAsked,
  page?: { limit: number; after?: After | undefined },
): Promise<{ items: UpcomingInvoice[]; next: After | null }> {
  return look(ctx, async (scene) => {
    const all = await rowsOf(scene, asked);
    const { after } = page ?? {};
    const rest = after ? all.filter((row) => isAfter(row, after)) : all;
    const shown = page ? rest.slice(0, endOfPage(rest, page.limit)) : rest;
    const last = shown.at(-1);
    const next = last && shown.length < rest.length ? { at: last.on, id: last.of.id } : null;
    return { items: await withNames(scene, shown), next };
  });
}

/** A page goes on through all that a subscription is billed on its last day. */
function endOfPage(rows: Unnamed[], limit: number): number {
  const last = rows[limit - 1];
  if (!last) return rows.length;
  const next = rows.findIndex((row) => isAfter(row, { at: last.on, id: last.of.id }));
  return next < 0 ? rows.length : next;
}

/** No run is looked at further ahead. */
const furthest = 400;

async function rowsOf(scene: Scene, { from, to, currency }: UpcomingAsked): Promise<Unnamed[]> {
  const rows: Unnamed[] = [];
  const until = minDate(to, addDays(scene.today, furthest));
  await forEachUpcoming(scene, until, (invoice, count, of) => {
    const isAsked = invoice.issueOn >= from && invoice.issueOn <= until;
    if (!isAsked || (currency && invoice.draft.currency !== currency)) return;
    const facts = factsOf(invoice);
    if (count === 1) rows.push({ ...facts, of: of[0]!, covers: of.length });
    else for (const billed of of) rows.push({ ...facts, of: billed, covers: 1 });
  });
  return rows.sort((a, b) => (isAfter(a, { at: b.on, id: b.of.id }) ? 1 : -1));
}

function factsOf({ issueOn, draft }: PlannedInvoice): Omit<Unnamed, 'of' | 'covers'> {
  const { currency, net, total } = draft;
  const names = draft.lines.map(({ description }) => description.planName ?? description.text);
  const what = [...new Set(names.filter(Boolean))].join(', ');
  return { on: issueOn, what, currency, net, total };
}

const isAfter = ({ on, of }: Unnamed, { at, id }: After) => (on === at ? of.id > id : on > at);

async function withNames({ tx }: Scene, rows: Unnamed[]): Promise<UpcomingInvoice[]> {
  const ids = new Set(rows.flatMap(({ of }) => [of.contactId, of.payerId]));
  const names = await contactNames(tx, [...ids]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  return rows.map(({ of, ...row }) => ({
    ...row,
    subscriptionId: of.id,
    contact: named(of.contactId),
    payer: named(of.payerId),
  }));
}
