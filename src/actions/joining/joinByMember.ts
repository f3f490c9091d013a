import { creditOf } from '../../db/payments/read.ts';
import type { ContactRow } from '../../db/people/contact.ts';
import { findContact, isFoundFraud, lockContact } from '../../db/people/contact.ts';
import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import { addonsAmount } from '../../domain/billing/plan.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { AnswerMissing } from '../../domain/subscriptions/joinForm.ts';
import { MemberMayNot } from '../../domain/subscriptions/memberRules.ts';
import { portalUrl } from '../billing/links.ts';
import type { Context, Scene } from '../context.ts';
import { act, look } from '../context.ts';
import { offeredNow } from '../gateways/offered.ts';
import { changeContactIn } from '../people/updateContact.ts';
import { addMemberIn } from '../subscriptions/addMember.ts';
import { collectNow } from '../subscriptions/collectNow.ts';
import type { Joining } from '../subscriptions/decideJoin.ts';
import { decideJoin } from '../subscriptions/decideJoin.ts';
import type { Wanted } from '../subscriptions/planForSale.ts';
import { PaymentMethodFirst, PayOverdueFirst } from '../subscriptions/refusals.ts';
import { tellMember } from '../subscriptions/tellMember.ts';
import { answersOf } from './answers.ts';
import type { Offer } from './offers.ts';
import { readOffer } from './offers.ts';
import type { Given, Question } from './questions.ts';

/** What somebody chooses who joins by themselves, today. */
export type OwnWish = Wanted & { contactId: string; quantity?: number };

export type OwnRequest = OwnWish & {
  /** By the key of each question of the plan's form. */
  answers: Readonly<Record<string, Given>>;
  message: string;
};

type Decided = { offer: Offer & { questions: Question[] }; joining: Joining; needsMethod: boolean };

export type OwnPreview = {
  approvalNeeded: boolean;
  startsOn: LocalDate;
  trialEndsOn: LocalDate | null;
  /** Billed at once, or as soon as the request is approved. */
  invoice: PlannedInvoice | null;
  nextBillingOn: LocalDate | null;
  /** Per interval, add-ons included. */
  whole: number;
  currency: string;
  collection: 'automatic' | 'invoice';
  /** What credit pays of the invoice. */
  credit: number;
  /** A payment method has to be there first. */
  needsMethod: boolean;
};

/** What joining like this would begin and bill; writes nothing. Refuses like `joinByMember`. */
export function previewOwnJoin(ctx: Context, wish: OwnWish): Promise<OwnPreview> {
  return look(ctx, async (scene) => {
    const contact = await findContact(scene.tx, wish.contactId);
    if (!contact) throw new NotFound();
    const { offer, joining, needsMethod } = await decide(scene, contact, wish, 'none');
    const { subscription, invoicesNow, nextBillingOn } = joining.decision;
    const { currency } = joining.sale.price;
    const total = invoicesNow.reduce((sum, { draft }) => sum + draft.total, 0);
    const credit = await creditOf(scene.tx, joining.payerId ?? contact.id, currency);
    return {
      ...{ approvalNeeded: offer.plan.approvalNeeded, startsOn: subscription.startsOn },
      ...{ trialEndsOn: subscription.trialEndsOn, invoice: invoicesNow[0] ?? null, nextBillingOn },
      ...{ whole: wholeOf(joining), currency, collection: joining.collection, needsMethod },
      credit: Math.min(total, credit),
    };
  });
}

/**
 * Somebody takes a plan by themselves: at once, or as a request where the plan wants approval. The
 * answers to the plan's form go into their record and beside the request. They are told. Refuses
 * like `readOffer` and `decideJoin`, with `InvalidInput` for the form, and with `PayOverdueFirst`,
 * `PaymentMethodFirst`, `MemberMayNot` (somebody else pays for them and nobody approves, or a
 * charge of theirs was a fraud).
 */
export async function joinByMember(
  ctx: Context,
  wish: OwnRequest,
): Promise<{ subscriptionId: string; invoiceIds: string[] }> {
  const { subscriptionId, issued } = await act(ctx, async (scene) => {
    const contact = await lockContact(scene.tx, wish.contactId);
    if (!contact) throw new NotFound();
    return join(scene, contact, wish);
  });
  await collectNow(ctx, issued);
  return { subscriptionId, invoiceIds: issued.map(({ id }) => id) };
}

async function join(scene: Scene, contact: ContactRow, wish: OwnRequest) {
  const { planId, priceId, amount, quantity, addons } = wish;
  const { offer, joining, needsMethod } = await decide(scene, contact, wish, 'as the plan says');
  if (needsMethod) throw new PaymentMethodFirst();
  const request = await takeAnswers(scene, contact, { offer, wish });
  const { plan } = offer;
  const added = await addMemberIn(scene, {
    ...{ who: { contactId: contact.id }, planId, priceId, amount, quantity, addons, request },
    ...{ approval: approvalOf(plan), collection: joining.collection, source: 'signup' },
    notify: joining.collection === 'invoice' ? 'invoice' : 'nobody',
  });
  await tell(scene, { contactId: contact.id, id: added.subscriptionId, joining, plan });
  return added;
}

const approvalOf = ({ approvalNeeded }: Offer['plan']) => (approvalNeeded ? 'needed' : 'none');

async function decide(
  scene: Scene,
  contact: ContactRow,
  wish: OwnWish,
  approval: 'none' | 'as the plan says',
): Promise<Decided> {
  const offer = await readOffer(scene, wish.planId, contact.id);
  const asked = approval === 'none' ? 'none' : approvalOf(offer.plan);
  const joining = await decideJoin(scene, { ...wish, approval: asked });
  const paidByOther = joining.payerId !== null && joining.payerId !== contact.id;
  const isStaffs = paidByOther && !offer.plan.approvalNeeded;
  if (isStaffs || (await isFoundFraud(scene.tx, contact.id))) {
    throw new MemberMayNot({ organization: scene.org.name });
  }
  await refuseInDebt(scene, contact.id);
  const costs = wholeOf(joining) > 0 || joining.sale.terms.setupAmount > 0;
  const paysOnline = joining.collection === 'invoice' && costs && !paidByOther;
  const isWaiting = offer.plan.approvalNeeded;
  const needsMethod = paysOnline && !isWaiting && (await offeredNow(scene)).length > 0;
  return { offer, joining, needsMethod };
}

async function refuseInDebt({ tx, today }: Scene, contactId: string): Promise<void> {
  const owed = await tx.maybeOne(
    `select from invoice where org_id = app_org() and payer_id = $1 and status = 'open'
       and balance > 0 and due_on < $2 limit 1`,
    [contactId, today],
  );
  if (owed) throw new PayOverdueFirst();
}

async function takeAnswers(
  scene: Scene,
  contact: ContactRow,
  { offer, wish }: { offer: Decided['offer']; wish: OwnRequest },
): Promise<{ message: string; answers: { label: string; value: string }[] }> {
  const message = wish.message.trim();
  if (offer.plan.joinForm?.message === 'required' && message === '') {
    throw atField(AnswerMissing, '/message');
  }
  const { input, answers } = answersOf(offer.questions, wish.answers, scene.org);
  if (Object.keys(input).length > 0) await changeContactIn(scene, contact, input);
  return { message, answers };
}

async function tell(
  scene: Scene,
  joined: { contactId: string; id: string; joining: Joining; plan: Offer['plan'] },
): Promise<void> {
  const { contactId, id, joining, plan } = joined;
  const { decision } = joining;
  const data = { planName: plan.name, accountUrl: portalUrl(scene) };
  if (plan.approvalNeeded) {
    const cause = `asked:${id}`;
    await tellMember(scene, { contactId }, { template: 'join_requested', cause, data });
    return;
  }
  const nextChargeOn = wholeOf(joining) > 0 ? decision.nextBillingOn : null;
  const { startsOn } = decision.subscription;
  await tellMember(
    scene,
    { contactId },
    { template: 'joined', cause: `joined:${id}`, data: { ...data, startsOn, nextChargeOn } },
  );
}

function wholeOf({ sale, quantity, addons }: Joining): number {
  return sale.amount * quantity + addonsAmount(addons);
}
