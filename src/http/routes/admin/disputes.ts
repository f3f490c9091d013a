import * as z from 'zod';
import type { Scene } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import { acceptDispute, submitEvidence } from '../../../actions/disputes/answerDispute.ts';
import { daysLeft } from '../../../actions/disputes/daysLeft.ts';
import { decideLost } from '../../../actions/disputes/decideLost.ts';
import { evidenceFile } from '../../../actions/disputes/evidence.ts';
import { refundAsFraud } from '../../../actions/disputes/refundFraud.ts';
import type { ListedDispute } from '../../../db/payments/disputeList.ts';
import { countDisputes, listDisputes } from '../../../db/payments/disputeList.ts';
import { disputeReasonText } from '../../../domain/billing/disputeReasons.ts';
import { isOpenDispute } from '../../../domain/billing/disputes.ts';
import type { Language } from '../../../domain/errors.ts';
import { NotFound } from '../../../domain/errors.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, language, named } from '../../shapes.ts';

const base = '/organizations/:org/disputes';
const path = z.strictObject({ org: z.string().max(200), id });
const one = { tag: 'Payments', params: path, needs: 'billing.write', rate: 'write' } as const;

const dispute = z.object({
  id: z.string(),
  state: z.enum(['needs_response', 'under_review', 'won', 'lost']),
  /** The bank only asks: no money has moved. */
  inquiry: z.boolean(),
  amount: z.number(),
  currency: z.string(),
  fee: z.number().nullable(),
  reason: z.string(),
  reason_text: z.string(),
  gateway: z.string(),
  reference: z.string(),
  /** Whether evidence goes to the gateway from here, or by hand in its own pages. */
  answered: z.enum(['here', 'by_hand']),
  respond_by: z.string().nullable(),
  days_left: z.number().nullable(),
  opened_at: z.string(),
  closed_at: z.string().nullable(),
  evidence_sent_at: z.string().nullable(),
  accepted_at: z.string().nullable(),
  aftermath: z.enum(['written_off', 'chased']).nullable(),
  /** Minor units its invoices still owe. */
  owed: z.number(),
  payment_id: z.string(),
  payer: named,
  contact: named,
  invoice: z.object({ id: z.string(), number: z.string() }).nullable(),
  /** Whom its consolidated invoices cover. */
  members: z.array(named),
});

function present(row: ListedDispute, scene: Scene, say: Language): z.output<typeof dispute> {
  const { inquiry, amount, currency, fee, reason, gateway, reference, owed } = row;
  return {
    ...{ id: row.id, state: row.state, inquiry, amount, currency, fee, reason, gateway, reference },
    reason_text: disputeReasonText(reason, say),
    answered: scene.ctx.gateways.payment[gateway]?.disputes ? 'here' : 'by_hand',
    respond_by: row.respondBy,
    days_left: row.respondBy && isOpenDispute(row) ? daysLeft(scene, row.respondBy) : null,
    opened_at: row.openedAt,
    closed_at: row.closedAt,
    evidence_sent_at: row.evidenceSentAt,
    accepted_at: row.acceptedAt,
    aftermath: row.aftermath,
    owed,
    payment_id: row.paymentId,
    payer: row.payer,
    contact: row.contact,
    invoice: row.invoice,
    members: row.members,
  };
}

type Calling = Pick<Call<unknown, unknown, unknown>, 'ctx' | 'language'>;

function presentOne(call: Calling, of: string) {
  return look(call.ctx, async (scene) => {
    const filter = { state: 'all', contactId: null, id: of } as const;
    const [row] = await listDisputes(scene.tx, filter, { limit: 1, offset: 0 });
    if (!row) throw new NotFound();
    return present(row, scene, call.language);
  });
}

export const disputeRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Disputed payments, the nearest deadline first',
    tag: 'Payments',
    needs: 'billing.read',
    rate: 'read',
    query: z.strictObject({
      state: z.enum(['open', 'decide', 'over', 'all']).default('all'),
      contact: id.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(50),
      offset: z.coerce.number().int().min(0).max(100_000).default(0),
    }),
    answer: z.object({
      items: z.array(dispute),
      counts: z.object({ open: z.number(), decide: z.number(), over: z.number() }),
    }),
    handle: (call) =>
      look(call.ctx, async (scene) => {
        const { state, contact, limit, offset } = call.query;
        const filter = { state, contactId: contact ?? null, id: null };
        const rows = await listDisputes(scene.tx, filter, { limit, offset });
        return {
          items: rows.map((row) => present(row, scene, call.language)),
          counts: await countDisputes(scene.tx),
        };
      }),
  }),
  defineRoute({
    ...one,
    needs: 'billing.read',
    rate: 'read',
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One dispute with its deadline and what may be done',
    answer: dispute,
    handle: (call) => presentOne(call, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/evidence`,
    summary: 'Send the evidence file to the gateway',
    answer: dispute,
    handle: async (call) => {
      await submitEvidence(call.ctx, call.params.id);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/acceptance`,
    summary: 'Give the money up: the payer keeps it',
    answer: dispute,
    handle: async (call) => {
      await acceptDispute(call.ctx, call.params.id);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/aftermath`,
    summary: 'Write off what a lost dispute leaves open, or ask the payer for it',
    body: z.strictObject({ choice: z.enum(['written_off', 'chased']) }),
    answer: dispute,
    handle: async (call) => {
      await decideLost(call.ctx, call.params.id, call.body.choice);
      return presentOne(call, call.params.id);
    },
  }),
  defineRoute({
    ...one,
    needs: 'people.export',
    rate: 'heavy',
    method: 'GET',
    url: '/organizations/:org/payments/:id/evidence',
    summary: 'What shows that the person used what they paid for, as a dated file',
    query: z.strictObject({
      format: z.enum(['pdf', 'json']).default('pdf'),
      language: language.optional(),
    }),
    answer: 'file',
    handle: async (call) => {
      const { format, language: wanted } = call.query;
      const as = { format, language: wanted ?? call.language };
      const file = await evidenceFile(call.ctx, call.params.id, as);
      call.reply.header('content-disposition', `attachment; filename="${file.name}"`);
      return call.reply.type(file.type).send(file.body);
    },
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: '/organizations/:org/payments/:id/fraud-refund',
    summary: 'Refund a payment as fraud: all that is left, access ends, the card is removed',
    answer: z.object({
      amount: z.number(),
      currency: z.string(),
      state: z.enum(['succeeded', 'unknown', 'failed']),
    }),
    status: 201,
    handle: (call) => refundAsFraud(call.ctx, call.params.id),
  }),
];
