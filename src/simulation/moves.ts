import { act } from '../actions/context.ts';
import { blockContact, unblockContact } from '../actions/people/blockContact.ts';
import { addNote } from '../actions/people/notes.ts';
import { cancelSubscription } from '../actions/subscriptions/cancelSubscription.ts';
import { changeSubscription, withdrawChange } from '../actions/subscriptions/changeSubscription.ts';
import { decideHeldBilling } from '../actions/subscriptions/decideHeldBilling.ts';
import { extendSubscription, undoExtension } from '../actions/subscriptions/extendSubscription.ts';
import { recordUse } from '../actions/subscriptions/packUses.ts';
import { pauseSubscription } from '../actions/subscriptions/pauseSubscription.ts';
import { reactivateSubscription } from '../actions/subscriptions/reactivateSubscription.ts';
import { resumeSubscription } from '../actions/subscriptions/resumeSubscription.ts';
import { revokeSubscription } from '../actions/subscriptions/revokeSubscription.ts';
import { undoCancellation } from '../actions/subscriptions/undoCancellation.ts';
import { addDays } from '../domain/dates.ts';
import * as bank from './bankMoves.ts';
import type { Community } from './community.ts';
import * as debits from './debitMoves.ts';
import { joinAlone, joinAsCompany, joinTwice, someAddons } from './joinMoves.ts';
import * as money from './moneyMoves.ts';
import * as renewals from './renewalMoves.ts';
import * as requests from './requestMoves.ts';
import * as staff from './staffMoves.ts';
import type { Target } from './targets.ts';
import { subscriptions } from './targets.ts';

/** Something a member or staff does on a day. */
export type Move = (community: Community) => Promise<unknown>;

/** A move of one subscription, drawn among those it makes sense for. */
function ofOne(
  fits: (target: Target) => boolean,
  act: (community: Community, target: Target) => Promise<unknown>,
): Move {
  return async (community) => {
    const fitting = (await subscriptions(community)).filter(fits);
    // Now and then one that does not fit: the refusal is part of what is simulated.
    if (fitting.length > 0) await act(community, community.chance.pick(fitting));
  };
}

const isRunning = ({ state }: Target) => state !== 'cancelled' && state !== 'expired';

const cancels = ofOne(isRunning, ({ ctx, chance }, { id }) =>
  cancelSubscription(ctx, { id }, chance.happens(0.3) ? { collecting: 'stop' } : {}),
);

const thinksAgain = ofOne(
  (target) => isRunning(target) && target.ending,
  ({ ctx }, { id }) => undoCancellation(ctx, { id }),
);

const isRevoked = ofOne(isRunning, ({ ctx }, { id }) => revokeSubscription(ctx, { id }));

const comesBack = ofOne(
  (target) => !isRunning(target),
  ({ ctx }, { id }) => reactivateSubscription(ctx, { id }),
);

const mayPause = ({ state, ending }: Target) =>
  (state === 'active' || state === 'overdue') && !ending;

const pauses = ofOne(mayPause, async ({ ctx, chance }, { id }) => {
  const today = await act(ctx, async (scene) => scene.today);
  const fromOn = addDays(today, chance.pick([0, 0, 3, 10]));
  const untilOn = chance.happens(0.7) ? addDays(fromOn, chance.whole(1, 70)) : null;
  const overdue = chance.happens(0.6) ? 'anyway' : 'refuse';
  const keepsAccess = chance.happens(0.2);
  await pauseSubscription(ctx, { id }, { fromOn, untilOn, keepsAccess, overdue });
});

const resumes = ofOne(
  ({ state }) => state === 'paused',
  ({ ctx }, { id }) => resumeSubscription(ctx, { id }),
);

const isGivenTime = ofOne(isRunning, ({ ctx, chance }, { id }) =>
  extendSubscription(ctx, { id }, { days: chance.whole(1, 40) }),
);

const losesGivenTime = ofOne(isRunning, ({ ctx }, { id }) => undoExtension(ctx, { id }));

const changes = ofOne(isRunning, async ({ ctx, chance, plans }, { id }) => {
  const plan = chance.pick(plans.filter((each) => each.kind !== 'free'));
  await changeSubscription(
    ctx,
    { id },
    {
      planId: plan.id,
      priceId: chance.pick(plan.prices).id,
      quantity: chance.pick([1, 1, 1, 2, 3]),
      ...(chance.happens(0.5) ? { addons: someAddons(chance, plan) } : {}),
      ...(chance.happens(0.3) ? { when: chance.pick(['now', 'period_end'] as const) } : {}),
      ...(chance.happens(0.1) ? { prorate: false } : {}),
    },
  );
});

const withdraws = ofOne(isRunning, ({ ctx }, { id }) => withdrawChange(ctx, { id }));

const decides = ofOne(
  ({ held }) => held,
  ({ ctx, chance }, { id }) =>
    decideHeldBilling(ctx, { id }, chance.pick(['all', 'current'] as const)),
);

const isBlocked = ofOne(isRunning, async ({ ctx, chance }, { contactId }) => {
  await blockContact(ctx, contactId, 'simulated');
  if (chance.happens(0.7)) await unblockContact(ctx, contactId);
});

const isNoted = ofOne(isRunning, ({ ctx }, { contactId }) =>
  addNote(ctx, contactId, { type: 'other', body: 'Simulated.', pinned: false }),
);

const comesBy = ofOne(
  ({ pack }) => pack,
  ({ ctx, chance }, { id }) => recordUse(ctx, { id }, { count: chance.whole(1, 3) }),
);

/** Every move with how often it comes up. */
export const moves: readonly (readonly [weight: number, move: Move])[] = [
  [9, joinAlone],
  [2, joinAsCompany],
  [3, joinTwice],
  [7, cancels],
  [3, thinksAgain],
  [1, isRevoked],
  [2, comesBack],
  [6, pauses],
  [3, resumes],
  [4, isGivenTime],
  [2, losesGivenTime],
  [11, changes],
  [1, withdraws],
  [4, decides],
  [1, isBlocked],
  [1, isNoted],
  [9, money.bringsCard],
  [7, money.paysOffline],
  [2, money.takesBack],
  [6, money.refunds],
  [2, money.refundsTwice],
  [4, money.bringsCardTwice],
  [7, money.chargesTwice],
  [2, money.givesUp],
  [2, money.repeatsEvents],
  [2, comesBy],
  [4, bank.disputes],
  [5, bank.decides],
  [2, bank.isAnswered],
  [2, bank.losesForGood],
  [1, bank.warnsOfFraud],
  [1, bank.sendsRefundBack],
  [5, debits.joinsByMandate],
  [4, debits.signsMandate],
  [1, debits.endsMandate],
  [2, staff.othersPay],
  [3, staff.actsOnMany],
  [3, requests.asksToJoin],
  [4, requests.requestIsDecided],
  [8, renewals.renewalIsAnswered],
  [4, renewals.renewalIsEdited],
  [2, renewals.ruleIsSet],
];
