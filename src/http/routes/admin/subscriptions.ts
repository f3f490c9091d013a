import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { addMember } from '../../../actions/subscriptions/addMember.ts';
import { decideHeldBilling } from '../../../actions/subscriptions/decideHeldBilling.ts';
import type { JoinWish } from '../../../actions/subscriptions/decideJoin.ts';
import { memberDefaults, previewMember } from '../../../actions/subscriptions/previewMember.ts';
import { reactivateSubscription } from '../../../actions/subscriptions/reactivateSubscription.ts';
import { undoableExtensions } from '../../../db/subscriptions/extensions.ts';
import { findSubscription, listSubscriptions } from '../../../db/subscriptions/load.ts';
import { readTerms } from '../../../db/subscriptions/terms.ts';
import { readUses } from '../../../db/subscriptions/uses.ts';
import { localDate as toLocalDate } from '../../../domain/dates.ts';
import { InvalidInput, NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, localDate, minorUnits } from '../../shapes.ts';
import { newContactBody } from './contacts.ts';
import { presentPlanned, previewInvoice } from './previewShapes.ts';
import { seenVersion } from './seenVersion.ts';
import { presentSubscription, subscriptionShape } from './subscriptionShapes.ts';

const base = '/organizations/:org/subscriptions';
const path = z.strictObject({ org: z.string().max(200), id });
const collection = z.enum(['automatic', 'invoice']);

const wish = z.strictObject({
  contact_id: id.optional(),
  plan_id: id,
  price_id: id.nullable().optional(),
  amount: minorUnits.nullable().optional(),
  quantity: z.int().min(1).max(10_000).default(1),
  addons: z
    .array(z.strictObject({ addon_id: id, quantity: z.int().min(1).max(10_000).default(1) }))
    .max(30)
    .optional(),
  start_on: localDate.optional(),
  first_billing_on: localDate.nullable().optional(),
  prorate: z.boolean().optional(),
  payer_id: id.nullable().optional(),
  collection: collection.optional(),
  /** Wait for approval, whatever the plan says; left out: staff who add somebody approve them. */
  approval: z.enum(['needed', 'none']).optional(),
});

const newMember = wish.extend({
  /** Not yet in reverse charge: the preview, which has no contact, would not know. */
  contact: newContactBody.omit({ reverse_charge: true }).optional(),
  payment_method: z
    .strictObject({ test_card: z.string().max(40) })
    .nullable()
    .optional(),
  note: z.string().max(5000).optional(),
  /** E-mail the first invoice when it is not charged at once. */
  send_invoice: z.boolean().default(false),
});

type Wish = z.output<typeof wish>;

function wishOf(body: Wish): Omit<JoinWish, 'contactId'> {
  return {
    planId: body.plan_id,
    priceId: body.price_id,
    amount: body.amount,
    quantity: body.quantity,
    addons: body.addons?.map(({ addon_id: addonId, quantity }) => ({ addonId, quantity })),
    startOn: body.start_on ? toLocalDate(body.start_on) : undefined,
    firstBillingOn: body.first_billing_on ? toLocalDate(body.first_billing_on) : undefined,
    prorate: body.prorate,
    payerId: body.payer_id,
    collection: body.collection,
    approval: body.approval,
  };
}

const noContact = {
  pointer: '/contact_id',
  code: 'required',
  message: { en: 'Say who joins.', fr: 'Indiquez qui adhère.' },
};

function whoOf({ contact_id: contactId, contact }: z.output<typeof newMember>) {
  if (contactId) return { contactId };
  if (contact) return { contact };
  throw new InvalidInput({}, [noContact]);
}

type Asked = Pick<Call<unknown, unknown, unknown>, 'ctx'>;

/** One subscription with its terms, as every act on it answers. */
export function showSubscription(call: Asked, subscriptionId: string) {
  return look(call.ctx, async ({ tx, today }) => {
    const row = await findSubscription(tx, today, subscriptionId);
    if (!row) throw new NotFound();
    const terms = await readTerms(tx, [row.id]);
    const uses = row.usesGranted === null ? [] : await readUses(tx, [row.id]);
    const [extension] = await undoableExtensions(tx, [row.id], today);
    return presentSubscription(row, { terms, uses, extension }, today);
  });
}

export const subscriptionRoutes = [
  defineRoute({
    method: 'POST',
    url: `${base}/preview`,
    summary: 'What joining like this would bring: the case, the dates, the coming invoices',
    tag: 'Subscriptions',
    needs: 'people.read',
    rate: 'read',
    body: wish,
    answer: z.object({
      case: z.enum(['A', 'B', 'C', 'D']),
      sentence: z.string(),
      start_on: z.string(),
      first_billing_on: z.string(),
      access_from: z.string(),
      trial_ends_on: z.string().nullable(),
      free_until: z.string().nullable(),
      invoices: z.array(previewInvoice),
      next_billing_on: z.string().nullable(),
    }),
    handle: async (call) => {
      const asked = { ...wishOf(call.body), contactId: call.body.contact_id ?? null };
      const preview = await previewMember(call.ctx, asked);
      return {
        case: preview.case,
        sentence: preview.sentence[call.language],
        start_on: preview.startOn,
        first_billing_on: preview.firstBillingOn,
        access_from: preview.accessFrom,
        trial_ends_on: preview.trialEndsOn,
        free_until: preview.freeUntil,
        invoices: preview.invoices.map(presentPlanned),
        next_billing_on: preview.nextBillingOn,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/defaults`,
    summary: 'The dates the form opens with for a plan',
    tag: 'Subscriptions',
    needs: 'people.read',
    rate: 'read',
    query: z.strictObject({ plan_id: id, price_id: id.optional(), start_on: localDate.optional() }),
    answer: z.object({ start_on: z.string(), first_billing_on: z.string() }),
    handle: async (call) => {
      const { plan_id: planId, price_id: priceId, start_on: start } = call.query;
      const startOn = start ? toLocalDate(start) : undefined;
      const dates = await memberDefaults(call.ctx, { planId, priceId, startOn });
      return { start_on: dates.startOn, first_billing_on: dates.firstBillingOn };
    },
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Add a member: an existing contact or a new one; what is due today is billed at once',
    tag: 'Subscriptions',
    needs: 'subscriptions.write',
    rate: 'write',
    body: newMember,
    answer: z.object({
      subscription: subscriptionShape,
      contact_id: z.string(),
      invoice_ids: z.array(z.string()),
    }),
    status: 201,
    handle: async (call) => {
      const { body } = call;
      const { payment_method: method } = body;
      const added = await addMember(call.ctx, {
        ...wishOf(body),
        who: whoOf(body),
        paymentMethod: method ? { testCard: method.test_card } : null,
        note: body.note,
        notify: body.send_invoice ? 'invoice' : 'nobody',
      });
      const subscription = await showSubscription(call, added.subscriptionId);
      return { subscription, contact_id: added.contactId, invoice_ids: added.invoiceIds };
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One subscription with its terms and what is allowed now',
    tag: 'Subscriptions',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: subscriptionShape,
    handle: (call) => showSubscription(call, call.params.id),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/:id/subscriptions',
    summary: 'Subscriptions of a contact and those they pay for, running ones first',
    tag: 'Subscriptions',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: z.object({ items: z.array(subscriptionShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => {
        const rows = await listSubscriptions(tx, today, call.params.id);
        const ids = rows.map((row) => row.id);
        const byId = Map.groupBy(await readTerms(tx, ids), (term) => term.subscriptionId);
        const usesOf = Map.groupBy(await readUses(tx, ids), (use) => use.subscriptionId);
        const extensions = await undoableExtensions(tx, ids, today);
        const partsOf = (id: string) => ({
          extension: extensions.find(({ subscriptionId }) => subscriptionId === id),
          terms: byId.get(id) ?? [],
          uses: usesOf.get(id) ?? [],
        });
        return { items: rows.map((row) => presentSubscription(row, partsOf(row.id), today)) };
      }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/reactivation`,
    summary: 'Bring an ended subscription back: into its paid time, or with a new period',
    tag: 'Subscriptions',
    needs: 'subscriptions.write',
    rate: 'write',
    params: path,
    answer: subscriptionShape,
    handle: async (call) => {
      await reactivateSubscription(call.ctx, { id: call.params.id, version: seenVersion(call) });
      return showSubscription(call, call.params.id);
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/held-billing`,
    summary: 'Bill all missed periods, or only the current one',
    tag: 'Subscriptions',
    needs: 'billing.write',
    rate: 'write',
    params: path,
    body: z.strictObject({ bill: z.enum(['all', 'current']) }),
    answer: z.object({ subscription: subscriptionShape, invoice_ids: z.array(z.string()) }),
    handle: async (call) => {
      const target = { id: call.params.id, version: seenVersion(call) };
      const { invoiceIds } = await decideHeldBilling(call.ctx, target, call.body.bill);
      const subscription = await showSubscription(call, target.id);
      return { subscription, invoice_ids: invoiceIds };
    },
  }),
];
