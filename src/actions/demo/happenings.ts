import { lockContacts } from '../../db/subscriptions/load.ts';
import { addDays } from '../../domain/dates.ts';
import { act } from '../context.ts';
import { listRefundable } from '../payments/listRefundable.ts';
import { storeMethod } from '../payments/paymentMethod.ts';
import { refundPayment } from '../payments/refundPayment.ts';
import { addLabel } from '../people/labels.ts';
import { writeNote } from '../people/notes.ts';
import { cancelSubscription } from '../subscriptions/cancelSubscription.ts';
import { changeSubscription } from '../subscriptions/changeSubscription.ts';
import { extendSubscription } from '../subscriptions/extendSubscription.ts';
import { pauseSubscription } from '../subscriptions/pauseSubscription.ts';
import { undoCancellation } from '../subscriptions/undoCancellation.ts';
import type { Runner } from './luck.ts';
import { attempt, drawsToday } from './luck.ts';
import { wantsToBeAsked } from './renewals.ts';
import { cancelReasons, demoLabels, demoNotes, refundReasons } from './texts.ts';
import type { World } from './world.ts';

type Happening = {
  /** Share of those it may reach, in a month. */
  monthly: number;
  reaches: (runner: Runner) => boolean;
  happen: (world: World, runner: Runner) => Promise<unknown>;
};

/** What happens to members besides paying: how often, to whom, by which action. */
const happenings: readonly Happening[] = [
  { monthly: 0.018, reaches: paysByCard, happen: cardGoesBad },
  { monthly: 0.021, reaches: canEnd, happen: cancels },
  { monthly: 0.05, reaches: (runner) => runner.ending, happen: thinksAgain },
  { monthly: 0.011, reaches: (runner) => paysByCard(runner) && canEnd(runner), happen: changes },
  { monthly: 0.006, reaches: (runner) => canEnd(runner) && runner.amount > 0, happen: pauses },
  { monthly: 0.005, reaches: (runner) => runner.amount > 0, happen: isRefunded },
  { monthly: 0.002, reaches: canEnd, happen: isGivenTime },
  { monthly: 0.02, reaches: () => true, happen: isNoted },
  { monthly: 0.012, reaches: () => true, happen: isLabelled },
  { monthly: 0.02, reaches: paysByTheYear, happen: wantsToBeAsked },
];

/** Lets a day's share of everything happen, to people drawn by chance. */
export async function liveDay(world: World, everybody: readonly Runner[]): Promise<void> {
  for (const { monthly, reaches, happen } of happenings) {
    const reached = everybody.filter(reaches);
    for (const runner of world.chance.sample(reached, drawsToday(world, reached.length, monthly))) {
      await attempt(() => happen(world, runner));
    }
  }
}

function paysByCard(runner: Runner): boolean {
  return runner.hasMethod && runner.amount > 0 && runner.collection === 'automatic';
}

function paysByTheYear(runner: Runner): boolean {
  return runner.intervalUnit === 'year' && canEnd(runner) && runner.amount > 0;
}

function canEnd(runner: Runner): boolean {
  return !runner.ending && runner.state === 'active';
}

/** A card that will be refused at the next charge, for a while or for good. */
async function cardGoesBad({ ctx, chance }: World, { payerId }: Runner): Promise<void> {
  const testCard = chance.weighted([
    [5, '4000000000009995'],
    [4, '4000000000000341'],
    [3, '4000000000000069'],
    [1, '4000000000009979'],
    [1, '4000000000000226'],
  ] as const);
  await act(ctx, async (scene) => {
    await lockContacts(scene.tx, [payerId]);
    await storeMethod(scene, payerId, { testCard });
  });
}

function cancels({ ctx, chance, org }: World, { id }: Runner): Promise<unknown> {
  return cancelSubscription(ctx, { id }, { reason: chance.pick(cancelReasons[org.language]) });
}

function thinksAgain({ ctx }: World, { id }: Runner): Promise<unknown> {
  return undoCancellation(ctx, { id });
}

/** Another price or plan of the same organization; dearer ones more often than cheaper ones. */
async function changes(world: World, { id, planId, amount }: Runner): Promise<void> {
  const { chance, plans, ctx } = world;
  const offers = plans
    .filter((plan) => plan.kind === 'recurring')
    .flatMap((plan) => plan.prices.map((price) => ({ plan, price })))
    .filter(({ plan, price }) => plan.id !== planId || price.amount !== amount);
  if (offers.length === 0) return;
  const { plan, price } = chance.weighted(
    offers.map((offer) => [offer.price.amount > amount ? 3 : 1, offer] as const),
  );
  await changeSubscription(ctx, { id }, { planId: plan.id, priceId: price.id });
}

async function pauses({ ctx, chance }: World, { id }: Runner): Promise<void> {
  const days = chance.pick([14, 30, 31, 60]);
  const today = await act(ctx, async (scene) => scene.today);
  await pauseSubscription(ctx, { id }, { untilOn: addDays(today, days) });
}

/** The latest payment, whole or half; a few end with it. */
async function isRefunded({ ctx, chance, org }: World, { contactId }: Runner): Promise<void> {
  const items = await listRefundable(ctx, contactId);
  const item = items.find((each) => each.allowed);
  if (!item) return;
  const part = chance.happens(0.3) ? Math.ceil(item.amountLeft / 2) : item.amountLeft;
  await refundPayment(ctx, {
    invoiceId: item.invoiceId,
    paymentId: item.paymentId,
    amount: part,
    reason: chance.pick(refundReasons[org.language]),
    renewal: chance.happens(0.4) ? 'stops' : 'goes_on',
    access: 'stays',
    way: 'gateway',
  });
}

function isGivenTime({ ctx, chance }: World, { id }: Runner): Promise<unknown> {
  return extendSubscription(ctx, { id }, { days: chance.pick([7, 14, 30]) });
}

async function isNoted({ ctx, chance, org }: World, { contactId }: Runner): Promise<void> {
  const [type, body] = chance.pick(demoNotes[org.language]);
  await act(ctx, (scene) =>
    writeNote(scene, contactId, { type, body, pinned: chance.happens(0.08) }),
  );
}

function isLabelled({ ctx, chance, org }: World, { contactId }: Runner): Promise<unknown> {
  return addLabel(ctx, contactId, chance.pick(demoLabels[org.language]));
}
