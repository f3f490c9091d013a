import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { enterMandate } from '../../../actions/sepa/enterMandate.ts';
import { revokeMandate } from '../../../actions/sepa/revokeMandate.ts';
import { mandatesOf } from '../../../db/payments/mandates.ts';
import { localDate as dateOf } from '../../../domain/dates.ts';
import { reasonText } from '../../../domain/overdue/declines.ts';
import { defineRoute } from '../../route.ts';
import { id, localDate } from '../../shapes.ts';
import { mandateShape, presentMandate } from './debitShapes.ts';

const path = z.strictObject({ org: z.string().max(200), id });

/** What is typed of an account, in the admin and in the portal. */
export const accountBody = z.strictObject({
  holder: z.string().trim().min(1).max(140),
  iban: z.string().trim().min(1).max(60),
  bic: z.string().trim().max(20).optional(),
});

export const mandateRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/:id/mandates',
    summary: 'Direct-debit mandates of a contact, latest first; accounts by their last four',
    tag: 'Direct debit',
    needs: 'billing.read',
    rate: 'read',
    params: path,
    answer: z.object({ items: z.array(mandateShape) }),
    handle: (call) =>
      look(call.ctx, async ({ tx, today }) => ({
        items: (await mandatesOf(tx, call.params.id)).map((row) => presentMandate(row, today)),
      })),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/contacts/:id/mandates',
    summary: 'Enter a mandate signed on paper; the contact pays by it, what is overdue at once',
    tag: 'Direct debit',
    needs: 'billing.write',
    rate: 'write',
    params: path,
    body: accountBody.extend({
      signed_on: localDate,
      /** Yours, when the mandate was made elsewhere; else the program numbers it. */
      reference: z.string().trim().max(40).optional(),
    }),
    answer: z.object({
      mandate: mandateShape,
      charged: z.array(
        z.object({
          invoice_id: z.string(),
          outcome: z.string(),
          reason_text: z.string().nullable(),
        }),
      ),
    }),
    status: 201,
    handle: async (call) => {
      const { holder, iban, bic, signed_on, reference } = call.body;
      const signedOn = dateOf(signed_on);
      const consent = { kind: 'paper' as const, signedOn, reference };
      const entered = { holder, iban, bic, consent };
      const { mandate, charged } = await enterMandate(call.ctx, call.params.id, entered);
      const today = await look(call.ctx, async (scene) => scene.today);
      return {
        mandate: presentMandate(mandate, today),
        charged: charged.map(({ invoiceId, state, reason }) => ({
          invoice_id: invoiceId,
          outcome: state,
          reason_text: reason && reasonText(reason, call.language),
        })),
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/mandates/:id/revocation',
    summary: 'The payer withdrew a mandate: nothing more is debited under it',
    tag: 'Direct debit',
    needs: 'billing.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => revokeMandate(call.ctx, call.params.id),
  }),
];
