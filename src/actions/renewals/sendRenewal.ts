import { saveRenewal } from '../../db/renewals/write.ts';
import { addDays } from '../../domain/dates.ts';
import { nextRenewalState, RenewalNotInState } from '../../domain/renewals/states.ts';
import { renewalLinks } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import type { Asked } from './common.ts';
import { recordRenewal, renewing } from './common.ts';
import { offered } from './decideRenewal.ts';

/** Sends the notice of a renewal now, or again. Refuses like `decideRenewal`. */
export function sendRenewal(ctx: Context, id: string): Promise<void> {
  return renewing(ctx, id, sendIn);
}

/** The same in an open transaction. */
export async function sendIn(scene: Scene, asked: Asked): Promise<void> {
  const { renewal } = asked;
  const state = nextRenewalState('send', renewal);
  await tellOffer(scene, asked, 'renewal_notice');
  const cleared = { wish: null, askedAt: null, reason: '' };
  const sent = { sentAt: scene.now, reminders: 0 };
  await saveRenewal(scene.tx, renewal.id, { state, ...sent, ...cleared });
  await recordRenewal(scene, asked, { event: 'renewal_sent' });
}

/** Recalls a notice that is not answered, by hand. Refuses with `RenewalNotInState`. */
export function remindRenewal(ctx: Context, id: string): Promise<void> {
  return renewing(ctx, id, async (scene, asked) => {
    const { state, reminders } = asked.renewal;
    if (state !== 'sent') throw new RenewalNotInState({ state });
    await remindIn(scene, asked, reminders + 1);
  });
}

/** Recalls a renewal nobody answered; `nth` of the reminders are done with it. */
export async function remindIn(scene: Scene, asked: Asked, nth: number): Promise<void> {
  await tellOffer(scene, asked, 'renewal_reminder');
  const reminded = { reminders: nth, remindedAt: scene.now };
  await saveRenewal(scene.tx, asked.renewal.id, reminded);
}

async function tellOffer(
  scene: Scene,
  asked: Asked,
  template: 'renewal_notice' | 'renewal_reminder',
): Promise<void> {
  const { row, renewal } = asked;
  const { offer, planned } = await offered(scene, asked);
  const total = planned.invoice?.draft.total ?? 0;
  const [renewUrl] = await renewalLinks(scene, [{ contactId: row.contactId, id: renewal.id }]);
  await tellMember(scene, row, {
    template,
    cause: `renewal:${renewal.id}:${renewal.version}:${template}`,
    data: {
      renewalId: renewal.id,
      planName: offer.planName,
      lastDay: addDays(renewal.endsOn, -1),
      startsOn: planned.startsOn,
      termLastDay: addDays(planned.endsOn, -1),
      price: total > 0 ? { amount: total, currency: row.currency } : null,
      renewUrl: renewUrl!,
    },
  });
}
