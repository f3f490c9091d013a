import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import type { Answer } from '../../db/subscriptions/requests.ts';
import { insertRequest } from '../../db/subscriptions/requests.ts';
import type { NewSubscription } from '../../db/subscriptions/save.ts';
import { insertSubscription } from '../../db/subscriptions/save.ts';
import { addonsAmount } from '../../domain/billing/plan.ts';
import { newId } from '../../ids.ts';
import type { IssuedInvoice } from '../billing/issueInvoices.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { MethodChoice } from '../payments/paymentMethod.ts';
import { storeMethod } from '../payments/paymentMethod.ts';
import type { NewContact } from '../people/createContact.ts';
import { addContact } from '../people/createContact.ts';
import { writeNote } from '../people/notes.ts';
import { collectNow } from './collectNow.ts';
import type { Joining, JoinWish } from './decideJoin.ts';
import { decideJoin } from './decideJoin.ts';
import type { Billed } from './invoicing.ts';
import { writePlanned } from './invoicing.ts';

/** The form "add a member": an existing contact, or a new one made on the way. */
export type NewMember = Omit<JoinWish, 'contactId' | 'bringsMethod'> & {
  who: { contactId: string } | { contact: NewContact };
  /** For the payer. */
  paymentMethod?: MethodChoice | null;
  note?: string;
  /** Whether the first invoice is e-mailed when it is not charged at once; default: nobody. */
  notify?: 'invoice' | 'nobody';
  source?: NewSubscription['source'];
  /** What an applicant answered and wrote, where it waits for approval. */
  request?: { message: string; answers: readonly Answer[] };
};

export type AddedMember = { subscriptionId: string; contactId: string; invoiceIds: string[] };

/**
 * Adds a member: contact, subscription, terms, and what is due today as an invoice, charged at once
 * when it is collected automatically and there is a payment method. Nothing is e-mailed unless
 * asked (joining.md, "Staff add one"). Refuses what `previewMember` refuses, and a second running
 * subscription to the same plan with `AlreadySubscribed`.
 */
export async function addMember(ctx: Context, member: NewMember): Promise<AddedMember> {
  const added = await act(ctx, (scene) => addMemberIn(scene, member));
  await collectNow(ctx, added.issued);
  return {
    subscriptionId: added.subscriptionId,
    contactId: added.contactId,
    invoiceIds: added.issued.map((invoice) => invoice.id),
  };
}

/** The same in an open transaction; charging what it issued is the caller's, after the commit. */
export async function addMemberIn(
  scene: Scene,
  member: NewMember,
): Promise<{ subscriptionId: string; contactId: string; issued: IssuedInvoice[] }> {
  const { tx } = scene;
  const contactId =
    'contactId' in member.who
      ? member.who.contactId
      : (await addContact(scene, member.who.contact)).id;
  await lockContacts(tx, [contactId, ...(member.payerId ? [member.payerId] : [])]);
  const bringsMethod = Boolean(member.paymentMethod);
  const joining = await decideJoin(scene, { ...member, contactId, bringsMethod });
  const payerId = joining.payerId ?? contactId;
  if (payerId !== contactId && payerId !== member.payerId) await lockContacts(tx, [payerId]);
  if (member.paymentMethod) await storeMethod(scene, payerId, member.paymentMethod);
  const row = subscriptionRow(scene, joining, { contactId, payerId, source: member.source });
  await insertSubscription(tx, row);
  if (row.state === 'pending_approval') await writeRequest(scene, row, member);
  const issued = await writeJoined(scene, row, joining, member.notify ?? 'nobody');
  await recordJoined(scene, row, joining);
  if (member.note?.trim()) {
    await writeNote(scene, contactId, { type: 'other', body: member.note, pinned: false });
  }
  await refreshDirectory(tx, [...new Set([contactId, payerId])]);
  return { subscriptionId: row.id, contactId, issued };
}

function subscriptionRow(
  scene: Scene,
  joining: Joining,
  who: { contactId: string; payerId: string; source?: NewSubscription['source'] },
): NewSubscription {
  const { sale, decision, quantity, collection } = joining;
  const { subscription } = decision;
  const isWaiting = subscription.state === 'pending_approval';
  return {
    id: newId(),
    contactId: who.contactId,
    payerId: who.payerId,
    planId: sale.plan.id,
    planVersionId: sale.plan.versionId,
    priceId: sale.price.id,
    amount: sale.amount,
    currency: sale.price.currency,
    quantity,
    intervalUnit: sale.interval.unit,
    intervalCount: sale.interval.count,
    anchorOn: subscription.anchorOn,
    anchorDay: subscription.anchor.day,
    startsOn: subscription.startsOn,
    trialEndsOn: subscription.trialEndsOn,
    firstBillingOn: subscription.firstBillingOn,
    nextBillingOn: isWaiting ? null : decision.nextBillingOn,
    state: subscription.state,
    collection,
    paymentMethodId: null,
    allowDuplicate: sale.plan.allowSeveral,
    setupAmount: decision.facts.setupAmount,
    addons: joining.addons,
    firstPeriod: decision.facts.firstPeriod,
    once: decision.facts.once,
    usesGranted: sale.plan.uses === null ? null : sale.plan.uses * quantity,
    endsOn: isWaiting ? null : subscription.endsOn,
    source: who.source ?? (scene.actor.kind === 'api' ? 'api' : 'staff'),
    createdAt: scene.now,
  };
}

function writeRequest(scene: Scene, row: NewSubscription, member: NewMember): Promise<void> {
  const { message = '', answers = [] } = member.request ?? {};
  return insertRequest(scene.tx, {
    ...{ id: newId(), subscriptionId: row.id, prorate: member.prorate ?? true },
    ...{ message, answers, askedBy: scene.actor, askedAt: scene.now },
  });
}

async function writeJoined(
  scene: Scene,
  row: NewSubscription,
  joining: Joining,
  notify: 'invoice' | 'nobody',
): Promise<IssuedInvoice[]> {
  const billed: Billed = row;
  const { invoicesNow: invoices, terms } = joining.decision;
  return writePlanned(scene, billed, { invoices, terms, type: 'subscription', notify });
}

async function recordJoined(scene: Scene, row: NewSubscription, joining: Joining): Promise<void> {
  const about = {
    contactId: row.contactId,
    subscriptionId: row.id,
    amount: row.amount * row.quantity + addonsAmount(row.addons),
    currency: row.currency,
    data: { plan_id: row.planId, plan: joining.sale.plan.name, starts_on: row.startsOn },
  };
  if (row.state === 'pending_approval') {
    await recordActivity(scene, [{ ...about, event: 'join_requested' }]);
    return;
  }
  const created = { ...about, event: 'subscription_created' as const };
  const started = { ...about, event: 'subscription_started' as const };
  await recordActivity(scene, row.state === 'scheduled' ? [created] : [created, started]);
}
