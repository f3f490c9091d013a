import type { Difference } from '../../db/payments/differences.ts';
import { keepDifference, resolveOthers } from '../../db/payments/differences.ts';
import { disputeByReference, oldestOpenDispute } from '../../db/payments/disputes.ts';
import type { ChargedAttempt } from '../../db/payments/gatewayEvents.ts';
import { attemptsOf, successesSince } from '../../db/payments/gatewayEvents.ts';
import { feeUnknownSql } from '../../db/payments/gatewayFees.ts';
import { furthest } from '../../domain/billing/disputes.ts';
import { isId } from '../../domain/ids.ts';
import { minutesAfter } from '../../domain/instants.ts';
import type { GatewayEvents, ListedCharge } from '../../gateways/payment/news.ts';
import type { PaymentGateway } from '../../gateways/payment/port.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';
import { applyDispute, feesOf } from '../disputes/applyDispute.ts';
import { applyCharges } from './applyCharges.ts';
import { applyRefunds } from './applyRefunds.ts';
import { bookListedFees } from './bookFees.ts';

/** Minutes that the comparison looks back behind the last one; a bank debit takes days. */
const overlap = 7 * 24 * 60;
/** A charge younger than this may still be on its way between the two lists. */
const young = 15;

export type Compared = { compared: number; differences: number };

/**
 * Compares the list of each connected gateway with our books, records what events had not told, and
 * keeps what still differs for staff (billing-rules §8). A gateway that does not answer, or sends
 * half a list, is compared next time.
 */
export async function reconcile(ctx: Context): Promise<Compared> {
  const total: Compared = { compared: 0, differences: 0 };
  const accounts = await look(ctx, ({ tx, now }) =>
    tx.query<{ name: string; since: string; now: string; unknown: string | null }>(
      `select a.gateway as name, $1::timestamptz as now, least(coalesce(compared_at, connected_at),
         (select min(found_at) from gateway_difference d where d.org_id = app_org()
           and d.gateway = a.gateway and d.resolved_at is null)) as since,
         ${feeUnknownSql('a.gateway', `a.compared_at - $2::int * interval '1 minute'`)} as unknown
       from gateway_account a where a.org_id = app_org()`,
      [now, overlap],
    ),
  );
  for (const { name, now, ...from } of accounts) {
    const gateway = ctx.gateways.payment[name];
    const range = { since: sinceOf(from), until: minutesAfter(now, -young) };
    const listed = await gateway?.list?.(ctx.orgId, range.since);
    if (!gateway || !listed) continue;
    const found = await compare(ctx, gateway, { listed, range });
    await keep(ctx, name, found);
    await compareDisputes(ctx, gateway, range.since);
    total.compared += listed.length;
    total.differences += found.length;
  }
  return total;
}

/** As far back as charges may be news, or what was kept of one is not known. */
function sinceOf({ since, unknown }: { since: string; unknown: string | null }): string {
  const usual = minutesAfter(since, -overlap);
  const early = unknown && minutesAfter(unknown, -young);
  return early && early < usual ? early : usual;
}

/**
 * Disputes whose events were lost: those the gateway lists since the oldest that is still open; and
 * fees that it told of later.
 */
async function compareDisputes(ctx: Context, gateway: PaymentGateway, since: string) {
  const { name, disputes } = gateway;
  const open = await look(ctx, ({ tx }) => oldestOpenDispute(tx, name));
  const listed = await disputes?.list(ctx.orgId, open && open < since ? open : since);
  for (const told of listed ?? []) {
    const known = await look(ctx, ({ tx }) => disputeByReference(tx, name, told.reference));
    const isNews = !known || furthest(known, told) !== known;
    if (isNews) await applyDispute(ctx, name, told);
    else await bookListedFees(ctx, name, feesOf(told, known.paymentId));
  }
}

type Lists = { listed: ListedCharge[]; range: { since: string; until: string } };

async function compare(ctx: Context, gateway: PaymentGateway, lists: Lists): Promise<Difference[]> {
  const { name } = gateway;
  const { listed, range } = lists;
  const events: { gateway: string; news: ReturnType<GatewayEvents['read']> }[] = listed.map(
    ({ key, outcome, amount, currency }) => ({
      gateway: name,
      news: { about: 'charge', key, outcome, amount, currency },
    }),
  );
  await applyCharges(
    ctx,
    events.filter(({ news }) => news.about === 'charge' && isId(news.key)),
  );
  const before = await booked(ctx, name, listed);
  for (const charge of listed) {
    const ours = before.get(charge.key);
    if (ours?.paymentId && ours.refunded !== charge.refunded) await applyRefunds(ctx, name, ours);
  }
  const ours = await booked(ctx, name, listed);
  await bookListedFees(
    ctx,
    name,
    listed.flatMap((charge) => feeOf(charge, ours.get(charge.key))),
  );
  const names = new Set(listed.map(({ reference }) => reference));
  const ownList = await look(ctx, ({ tx }) => successesSince(tx, name, range));
  return [
    ...listed.flatMap((charge) => differencesOf(name, charge, ours.get(charge.key))),
    ...ownList
      .filter(({ reference }) => reference === null || !names.has(reference))
      .map((attempt) => missing(name, attempt)),
  ];
}

/** What was kept of a charge that is in our books as it is in the gateway's. */
function feeOf({ fee, amount, currency }: ListedCharge, ours: ChargedAttempt | undefined) {
  const isOurs = ours?.amount === amount && ours.currency === currency;
  if (!fee || !isOurs || ours.paymentId === null) return [];
  return [{ ...fee, paymentId: ours.paymentId, cause: 'charge' as const }];
}

async function booked(ctx: Context, name: string, listed: ListedCharge[]) {
  const ids = listed.map(({ key }) => key).filter(isId);
  const rows = await look(ctx, ({ tx }) => attemptsOf(tx, name, ids));
  return new Map(rows.map((row) => [row.id, row]));
}

function differencesOf(
  gateway: string,
  charge: ListedCharge,
  ours: ChargedAttempt | undefined,
): Difference[] {
  if (charge.outcome.state !== 'succeeded') return [];
  const { reference, currency, amount, refunded } = charge;
  const base = { gateway, reference, currency, attemptId: ours?.id ?? null };
  if (ours?.state !== 'succeeded') {
    return [{ ...base, kind: 'unknown_charge', ours: null, theirs: amount }];
  }
  if (ours.amount !== amount || ours.currency !== currency) {
    return [{ ...base, kind: 'amount', ours: ours.amount, theirs: amount }];
  }
  if (ours.refunded === refunded) return [];
  return [{ ...base, kind: 'refund', ours: ours.refunded, theirs: refunded }];
}

function missing(gateway: string, attempt: ChargedAttempt): Difference {
  return {
    gateway,
    kind: 'missing',
    reference: attempt.reference ?? attempt.id,
    attemptId: attempt.id,
    ours: attempt.amount,
    theirs: null,
    currency: attempt.currency,
  };
}

async function keep(ctx: Context, gateway: string, found: Difference[]): Promise<void> {
  await act(ctx, async ({ tx, now }) => {
    for (const each of found) await keepDifference(tx, each, now);
    const still = found.map(({ kind, reference }) => `${kind} ${reference}`);
    await resolveOthers(tx, { gateway, still, now });
    await tx.exec(
      'update gateway_account set compared_at = $2 where org_id = app_org() and gateway = $1',
      [gateway, now],
    );
  });
}
