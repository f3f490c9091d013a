import { hasMethod } from '../../db/billing/payments.ts';
import { findContact, paysForOthers } from '../../db/people/contact.ts';
import type { AddonSold } from '../../db/plans/types.ts';
import { seasonOpening } from '../../domain/billing/season.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { PayerChain } from '../../domain/members/contact.ts';
import type { Interval } from '../../domain/periods.ts';
import type { JoinDecision, JoinPlan } from '../../domain/subscriptions/join.ts';
import { defaultFirstBilling, planJoin } from '../../domain/subscriptions/join.ts';
import { refuseFull } from '../../domain/subscriptions/seats.ts';
import type { Scene } from '../context.ts';
import { refuseDuplicate } from './duplicates.ts';
import { dueDaysOf } from './facts.ts';
import type { Sale, Wanted } from './planForSale.ts';
import { planForSale } from './planForSale.ts';
import { ContactBlocked } from './refusals.ts';

/** What the form "add a member" says about the subscription; what is left out has its default. */
export type JoinWish = Wanted & {
  /** Null: somebody who is being added with the same form. */
  contactId: string | null;
  quantity?: number;
  /** Default: today. */
  startOn?: LocalDate;
  /** Default: the next occurrence of the organization's billing day. */
  firstBillingOn?: LocalDate | null;
  /** A prorated invoice for the days before the first recurring one; default: yes. */
  prorate?: boolean;
  /** Default: whoever pays for the contact, else the contact. */
  payerId?: string | null;
  /** Default: automatic when there is a payment method, else by invoice. */
  collection?: 'automatic' | 'invoice';
  /** 'needed': it waits for approval, and nothing is billed before; default: none. */
  approval?: 'needed' | 'none';
  /** A payment method comes with the form. */
  bringsMethod?: boolean;
};

export type Joining = {
  sale: Sale;
  decision: JoinDecision;
  quantity: number;
  addons: AddonSold[];
  /** Null: the new contact pays. */
  payerId: string | null;
  collection: 'automatic' | 'invoice';
};

/**
 * Decides how somebody joins: preview and execution are this one function (billing-rules §3).
 * Throws the refusals of the plan, of the payer, `AlreadySubscribed`, and of the dates
 * (joining.md, cases A–E).
 */
export async function decideJoin(scene: Scene, wish: JoinWish): Promise<Joining> {
  const { org, today } = scene;
  const sale = await planForSale(scene.tx, wish);
  const { payerId, reverseCharge } = await payerOf(scene, wish);
  const collection = wish.collection ?? (await usualCollection(scene, wish, payerId));
  const quantity = wish.quantity ?? 1;
  const startOn = wish.startOn ?? today;
  refuseFull(sale.plan, quantity);
  if (wish.contactId) await refuseDuplicate(scene.tx, wish.contactId, sale.plan);
  const usual = usualFirstBilling(scene, sale, startOn);
  const firstBillingOn = wish.firstBillingOn ?? usual;
  const decision = planJoin({
    plan: sale.terms,
    price: { amount: sale.amount, currency: sale.price.currency, interval: sale.interval },
    quantity,
    addons: sale.addons,
    startOn,
    firstBillingOn,
    prorate: wish.prorate ?? true,
    today,
    source: 'staff',
    trialDays: sale.plan.trialDays,
    anchorDay: org.billingDay > 28 && firstBillingOn === usual ? org.billingDay : null,
    anchorDays: anchorDaysFor(scene),
    approval: wish.approval,
    dueDays: dueDaysOf(collection, org),
    reverseCharge,
  });
  return { sale, decision, quantity, addons: sale.addons, payerId, collection };
}

/**
 * The dates a form pre-fills: the organization's billing day next comes, counted from the end of
 * the trial; plans by days and weeks simply begin (spec/plans-and-billing.md, Dates).
 */
export function usualFirstBilling(
  { org }: Pick<Scene, 'org'>,
  sale: { plan: { trialDays: number }; interval: Interval; terms: Pick<JoinPlan, 'sale'> },
  startOn: LocalDate,
): LocalDate {
  const { unit } = sale.interval;
  const paidFrom = addDays(startOn, sale.plan.trialDays);
  const how = sale.terms.sale;
  if (how.kind === 'season') return seasonOpening(how.season, sale.interval, paidFrom).nextOn;
  const byMonth = how.kind === 'periods' && (unit === 'month' || unit === 'year');
  return defaultFirstBilling(byMonth ? org.billingDay : null, paidFrom);
}

/** Forms may close the days 29–31; the API and programs keep any anchor. */
function anchorDaysFor({ org, actor }: Scene): 'all' | 'up_to_28' {
  const closed = actor.kind === 'staff' && !org.settings.anchor_days_29_31 && org.billingDay <= 28;
  return closed ? 'up_to_28' : 'all';
}

type Payer = { payerId: string | null; reverseCharge: boolean };

async function payerOf({ tx }: Scene, wish: JoinWish): Promise<Payer> {
  const contact = wish.contactId ? await findContact(tx, wish.contactId) : undefined;
  if (wish.contactId && !contact) throw atField(NotFound, '/contact_id');
  if (contact?.blocked_at) throw new ContactBlocked({ name: contact.display_name });
  const payerId = wish.payerId ?? contact?.payer_id ?? wish.contactId;
  if (payerId === null || payerId === wish.contactId) {
    return { payerId, reverseCharge: contact?.reverse_charge ?? false };
  }
  const payer = await findContact(tx, payerId);
  if (!payer) throw atField(NotFound, '/payer_id');
  const isChain = payer.payer_id !== null || (contact && (await paysForOthers(tx, contact.id)));
  if (isChain) throw atField(PayerChain, '/payer_id');
  return { payerId, reverseCharge: payer.reverse_charge };
}

async function usualCollection(
  { tx }: Scene,
  wish: JoinWish,
  payerId: string | null,
): Promise<'automatic' | 'invoice'> {
  if (wish.bringsMethod) return 'automatic';
  if (payerId === null) return 'invoice';
  return (await hasMethod(tx, payerId)) ? 'automatic' : 'invoice';
}
