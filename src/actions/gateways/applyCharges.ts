import { findAttempts } from '../../db/billing/attempts.ts';
import type { Difference } from '../../db/payments/differences.ts';
import { keepDifference } from '../../db/payments/differences.ts';
import type { GatewayNews } from '../../gateways/payment/news.ts';
import type { ChargeOutcome } from '../../gateways/payment/port.ts';
import { recordOutcomes } from '../billing/recordOutcomes.ts';
import type { Context } from '../context.ts';
import { act, look } from '../context.ts';

/** A charge's way goes forward only; an answer that lies behind is late, not news. */
const order = {
  created: 0,
  sent: 0,
  not_sent: 0,
  unknown: 0,
  requires_action: 1,
  processing: 2,
  declined: 3,
  succeeded: 4,
};

type About = { gateway: string; news: GatewayNews };
type Told = Extract<GatewayNews, { about: 'charge' }> & { gateway: string };

/**
 * Records what a gateway told about charges that our books hold, the furthest of several answers
 * about one. An amount that is not the one we asked for is kept as a difference, never booked.
 */
export async function applyCharges(ctx: Context, all: readonly About[]): Promise<void> {
  const told = all.flatMap(({ gateway, news }): Told[] =>
    news.about === 'charge' ? [{ ...news, gateway }] : [],
  );
  if (told.length === 0) return;
  const keys = [...new Set(told.map(({ key }) => key))];
  const attempts = await look(ctx, ({ tx }) => findAttempts(tx, keys));
  const odd: Difference[] = [];
  const results = attempts.flatMap((attempt) => {
    const about = told.filter(({ key }) => key === attempt.id);
    const [wrong] = about.filter((each) => !isAsAsked(each, attempt));
    if (wrong) odd.push(differenceOf(wrong, attempt));
    const furthest = about
      .filter((each) => isAsAsked(each, attempt))
      .map(({ outcome }) => outcome)
      .toSorted((a, b) => order[b.state] - order[a.state])[0];
    const isNews = furthest && order[furthest.state] > order[attempt.state];
    return isNews ? [{ attemptId: attempt.id, outcome: furthest }] : [];
  });
  await recordOutcomes(ctx, results);
  if (odd.length === 0) return;
  await act(ctx, async ({ tx, now }) => {
    for (const each of odd) await keepDifference(tx, each, now);
  });
}

type Asked = { id: string; gateway: string; amount: number; currency: string };

function isAsAsked(told: Told, asked: Asked): boolean {
  const { gateway, amount, currency } = told;
  return gateway === asked.gateway && amount === asked.amount && currency === asked.currency;
}

function differenceOf(told: Told, asked: Asked): Difference {
  return {
    gateway: told.gateway,
    kind: 'amount',
    reference: referenceOf(told.outcome) ?? told.key,
    attemptId: asked.id,
    ours: asked.amount,
    theirs: told.amount,
    currency: told.currency,
  };
}

function referenceOf(outcome: ChargeOutcome): string | undefined {
  return 'reference' in outcome ? outcome.reference : undefined;
}
