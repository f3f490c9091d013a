import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { documentPdf } from '../../../actions/documents/pdf.ts';
import { chargeInvoicesNow } from '../../../actions/payments/chargeInvoiceNow.ts';
import { setPaymentMethod } from '../../../actions/payments/paymentMethod.ts';
import { AttemptUnresolved } from '../../../actions/payments/refusals.ts';
import { portalInvoices } from '../../../db/portal/overview.ts';
import { defineRefusal, type Language, NotFound, Refusal } from '../../../domain/errors.ts';
import { payerReasonText } from '../../../domain/overdue/declines.ts';
import type { ChargeOutcome } from '../../../gateways/payment/port.ts';
import { testCards } from '../../../gateways/payment/test/cards.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import { readPortal } from './me.ts';

export const NoCard = defineRefusal('card_missing', 409, {
  en: 'There is no payment method on file. Add one, and this will be paid with it.',
  fr: "Aucun moyen de paiement n'est enregistré. Ajoutez-en un : il paiera cette facture.",
});

export const PaymentInProgress = defineRefusal('payment_in_progress', 409, {
  en: 'A payment of this is under way. We are waiting for the answer; nothing to do for now.',
  fr: 'Un paiement est déjà en cours. Nous attendons la réponse ; rien à faire pour le moment.',
});

const path = z.strictObject({ org: z.string().max(200), id });
const outcome = z.enum(['succeeded', 'declined', 'requires_action', 'processing', 'unknown']);
export const charged = z.object({
  invoice_id: z.string(),
  outcome,
  reason_text: z.string().nullable(),
  /** Where you confirm it at your bank; null: nothing to confirm, or in your bank's own app. */
  confirm_url: z.string().nullable(),
});

/** What became of a charge, for the person who asked for it. */
export function presentCharge(
  charge: { invoiceId: string; outcome: ChargeOutcome },
  language: Language,
): z.output<typeof charged> {
  const { invoiceId, outcome: result } = charge;
  const isDeclined = result.state === 'declined';
  const reason_text = isDeclined ? payerReasonText(result.reason, language) : null;
  const shown = result.state === 'not_sent' ? 'unknown' : result.state;
  const confirm_url = result.state === 'requires_action' ? (result.url ?? null) : null;
  return { invoice_id: invoiceId, outcome: shown, reason_text, confirm_url };
}

export const portalPaymentRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org/invoices',
    summary: 'Your invoices, latest first',
    tag: 'Portal',
    needs: 'member',
    rate: 'read',
    answer: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          number: z.string(),
          /** A pro-forma notice: the invoice follows when it is paid. */
          proforma: z.boolean(),
          status: z.string(),
          issued_on: z.string(),
          due_on: z.string(),
          total: z.number(),
          balance: z.number(),
          currency: z.string(),
        }),
      ),
    }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: await portalInvoices(tx, call.caller.contactId!),
      })),
  }),
  defineRoute({
    method: 'GET',
    url: '/portal/:org/invoices/:id/pdf',
    summary: 'One of your invoices as PDF',
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    params: path,
    answer: 'file',
    handle: async (call) => {
      const pdf = await look(call.ctx, ({ tx }) =>
        documentPdf(tx, { kind: 'invoice', id: call.params.id }),
      );
      if (pdf.payerId !== call.caller.contactId) throw new NotFound();
      call.reply.header('content-disposition', `attachment; filename="${pdf.name}"`);
      return call.reply.type('application/pdf').send(pdf.bytes);
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/portal/:org/invoices/:id/payment',
    summary: 'Pay an open invoice with the payment method on file',
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    params: path,
    answer: charged,
    handle: async (call) => {
      const overview = await readPortal(call);
      const open = overview.due.find((each) => each.invoice_id === call.params.id);
      if (!open) throw new NotFound();
      if (open.in_progress) throw new PaymentInProgress();
      if (!overview.payment_method) throw new NoCard();
      const answers = await chargeInvoicesNow(call.ctx, [call.params.id], 'member');
      const result = answers.get(call.params.id)!;
      if (result instanceof AttemptUnresolved) throw new PaymentInProgress();
      if (result instanceof Refusal) throw result;
      return presentCharge(result, call.language);
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/portal/:org/payment-method',
    summary: 'Change your card; what is open is charged to it at once',
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    body: z.strictObject({ test_card: z.string().max(40) }),
    answer: z.object({ charged: z.array(charged) }),
    handle: async (call) => {
      const payer = call.caller.contactId!;
      const result = await setPaymentMethod(call.ctx, payer, { testCard: call.body.test_card });
      return { charged: result.charged.map((each) => presentCharge(each, call.language)) };
    },
  }),
  defineRoute({
    method: 'GET',
    url: '/test-cards',
    summary: 'Cards of the built-in test gateway and what each does',
    tag: 'Portal',
    needs: 'public',
    rate: 'read',
    answer: z.object({ items: z.array(z.object({ number: z.string(), label: z.string() })) }),
    handle: async (call) => ({
      items: testCards.map(({ number, label }) => ({ number, label: label[call.language] })),
    }),
  }),
];
