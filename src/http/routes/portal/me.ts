import * as z from 'zod';
import type { Scene } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import { offeredNow } from '../../../actions/gateways/offered.ts';
import { openOffers } from '../../../actions/joining/offers.ts';
import { pagesFor } from '../../../actions/pages/openPage.ts';
import { updateOwnDetails } from '../../../actions/portal/updateOwnDetails.ts';
import { returnableAmong } from '../../../actions/subscriptions/memberReturn.ts';
import { lastDelivered } from '../../../db/benefits/deliveries.ts';
import {
  portalCard,
  portalDue,
  portalInvoices,
  portalMe,
  portalSubscriptions,
} from '../../../db/portal/overview.ts';
import { portalRenewals } from '../../../db/renewals/portal.ts';
import type { Language } from '../../../domain/errors.ts';
import { payerReasonText } from '../../../domain/overdue/declines.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { address, language } from '../../shapes.ts';
import { gives, withGiven } from './gives.ts';
import { renewalAsked } from './renewals.ts';

const nullable = z.string().nullable();

export const cardShape = z.object({
  kind: z.enum(['card', 'sepa_debit']),
  brand: z.string(),
  last4: z.string(),
  exp_month: z.number().nullable(),
  exp_year: z.number().nullable(),
  expired: z.boolean(),
});

const addons = z.array(z.object({ name: z.string(), amount: z.number(), quantity: z.number() }));

const subscription = z.object({
  id: z.string(),
  plan_name: z.string(),
  ...gives,
  amount: z.number(),
  quantity: z.number(),
  currency: z.string(),
  interval_unit: z.string(),
  interval_count: z.number(),
  once: z.boolean(),
  state: z.string(),
  starts_on: z.string(),
  next_billing_on: nullable,
  ends_on: nullable,
  access_until: nullable,
  cancellable: z.boolean(),
  undoable: z.boolean(),
  changeable: z.boolean(),
  pausable: z.boolean(),
  /** Of a pack: uses bought and left, and the last twenty, latest first. */
  pack: z
    .object({
      granted: z.number(),
      left: z.number(),
      uses: z.array(z.object({ id: z.string(), used_on: z.string(), count: z.number() })),
    })
    .nullable(),
  /** What was bought with it, per interval. */
  addons,
  /** Who pays for it, when somebody else does. */
  paid_by: z.string().nullable(),
  /** You pay for it without VAT, which you owe yourself. */
  reverse_charge: z.boolean(),
  resumable: z.boolean(),
  /** It has ended, and you may take it up again. */
  returnable: z.boolean(),
  pause_from: nullable,
  pause_until: nullable,
  pending: z
    .object({
      plan_name: z.string(),
      amount: z.number(),
      quantity: z.number(),
      interval_unit: z.string(),
      interval_count: z.number(),
      addons,
      effective_on: z.string(),
      withdrawable: z.boolean(),
    })
    .nullable(),
});

const due = z.object({
  invoice_id: z.string(),
  number: z.string(),
  amount: z.number(),
  currency: z.string(),
  due_on: z.string(),
  overdue: z.boolean(),
  /** An overdue one: collected by itself, or paid by hand. */
  chase: z.enum(['charge', 'debit', 'invoice']).nullable(),
  reason_text: nullable,
  retries: z.array(z.string()),
  in_progress: z.boolean(),
  /** A payment waits for you to confirm it at your bank; paying again gives that one up. */
  confirming: z.boolean(),
});

/** Everything of the member's start page. */
export const overview = z.object({
  organization: z.object({
    name: z.string(),
    slug: z.string(),
    accent: z.string(),
    language,
    currency: z.string(),
    timezone: z.string(),
    today: z.string(),
    sandbox: z.boolean(),
    contact_email: nullable,
  }),
  me: z.object({
    name: z.string(),
    email: nullable,
    language: language.nullable(),
    phone: nullable,
    address: z.record(z.string(), z.string()).nullable(),
    member_since: nullable,
    access: z.enum(['open', 'closed']),
    access_reason: nullable,
    /** Your request to join waits; all else opens when it is approved. */
    applicant: z.boolean(),
  }),
  /** There are plans you could take by yourself. */
  may_join: z.boolean(),
  subscriptions: z.array(subscription),
  /** What you are asked about the next term. */
  renewals: z.array(renewalAsked),
  payment_method: cardShape.nullable(),
  /** How you may pay, in the order the organization offers it. */
  ways: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      entry: z.enum(['test_card', 'hosted', 'form']),
    }),
  ),
  due: z.array(due),
  invoice_count: z.number(),
  /** Published pages, and how many of them you may open. */
  pages: z.object({ count: z.number(), open: z.number() }),
  todo: z.enum(['pay', 'update_card']).nullable(),
});

type Overview = z.output<typeof overview>;

/** Everything of the member's start page in one answer. */
export function readPortal(
  call: Pick<Call<unknown, unknown, unknown>, 'ctx' | 'caller' | 'language'>,
): Promise<Overview> {
  const contactId = call.caller.contactId!;
  return look(call.ctx, (scene) => assemble(scene, contactId, call.language));
}

async function assemble(scene: Scene, contactId: string, spoken: Language): Promise<Overview> {
  const { tx, today, org } = scene;
  const { access_closed, runs, ...me } = await portalMe(tx, contactId);
  const open = await portalDue(tx, contactId, today);
  const card = await portalCard(tx, contactId, today);
  const held = await portalSubscriptions(tx, contactId, {
    today,
    rules: org.settings.subscriptions.members_may,
  });
  const returnable = await returnableAmong(scene, held);
  const delivered = await lastDelivered(tx, contactId);
  const pages = await pagesFor(scene, contactId);
  const { name, slug, accent, currency, timezone, sandbox } = org;
  const contact_email = org.settings.identity.email || null;
  const shown = { name, slug, accent, currency, timezone, sandbox, today, contact_email };
  return {
    organization: { ...shown, language: org.language },
    me: {
      ...me,
      access: access_closed === null && runs ? 'open' : 'closed',
      access_reason: access_closed ?? (runs ? null : 'no_subscription'),
    },
    may_join: (await openOffers(scene)).length > 0,
    subscriptions: held.map((each) => ({
      ...withGiven(each, org, delivered),
      returnable: returnable.has(each.id),
    })),
    renewals: await portalRenewals(tx, contactId),
    payment_method: card,
    ways: (await offeredNow(scene)).map(({ name: way, title, entry }) => {
      return { name: way, title: title[spoken], entry };
    }),
    due: open.map(({ reason, ...each }) => {
      return { ...each, reason_text: reason && payerReasonText(reason, spoken) };
    }),
    invoice_count: (await portalInvoices(tx, contactId)).length,
    pages: {
      count: pages.length,
      open: pages.filter(({ decision }) => decision.open).length,
    },
    todo: todoOf(open, card),
  };
}

/** One thing to do first, if there is one: a card that failed, or an invoice to pay. */
function todoOf(
  open: Pick<Overview['due'][number], 'overdue' | 'chase' | 'in_progress'>[],
  card: { expired: boolean } | null,
): Overview['todo'] {
  const waiting = open.filter((each) => !each.in_progress);
  if (waiting.some((each) => each.overdue && each.chase !== 'invoice') && card)
    return 'update_card';
  if (waiting.length > 0) return 'pay';
  return card?.expired ? 'update_card' : null;
}

export const portalMeRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org',
    summary: 'What the member has, until when, and what is next',
    tag: 'Portal',
    needs: 'applicant',
    rate: 'read',
    answer: overview,
    handle: readPortal,
  }),
  defineRoute({
    method: 'PATCH',
    url: '/portal/:org/me',
    summary: 'Change your own details',
    tag: 'Portal',
    needs: 'applicant',
    rate: 'write',
    body: z.strictObject({
      language: language.optional(),
      phone: z.string().trim().max(40).nullable().optional(),
      address: address.nullable().optional(),
    }),
    answer: overview,
    handle: async (call) => {
      await updateOwnDetails(call.ctx, call.caller.contactId!, call.body);
      return readPortal(call);
    },
  }),
];
