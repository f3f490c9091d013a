import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { readContract } from '../../../actions/sepa/contract.ts';
import { enterMandate } from '../../../actions/sepa/enterMandate.ts';
import { mandatesOf } from '../../../db/payments/mandates.ts';
import { NotFound } from '../../../domain/errors.ts';
import { mandateText } from '../../../domain/sepa/mandates.ts';
import { defineRoute } from '../../route.ts';
import { accountBody } from '../admin/mandates.ts';
import { charged, presentCharge } from './payments.ts';

export const portalMandateRoutes = [
  defineRoute({
    method: 'GET',
    url: '/portal/:org/mandate',
    summary: 'The direct-debit mandate you may give, word for word, and the one you gave',
    tag: 'Portal',
    needs: 'member',
    rate: 'read',
    answer: z.object({
      text: z.string(),
      creditor: z.object({ name: z.string(), id: z.string() }),
      notice_days: z.number(),
      current: z
        .object({ reference: z.string(), last4: z.string(), signed_on: z.string() })
        .nullable(),
    }),
    handle: (call) =>
      look(call.ctx, async (scene) => {
        const contract = await readContract(scene);
        if (!contract) throw new NotFound();
        const { terms } = contract;
        const mandates = await mandatesOf(scene.tx, call.caller.contactId!);
        const current = mandates.find(({ isCurrent }) => isCurrent);
        return {
          text: mandateText(terms, call.language),
          creditor: { name: terms.creditorName, id: terms.creditorId },
          notice_days: terms.noticeDays,
          current: current
            ? {
                reference: current.reference,
                last4: current.last4,
                signed_on: current.signedOn,
              }
            : null,
        };
      }),
  }),
  defineRoute({
    method: 'POST',
    url: '/portal/:org/mandate',
    summary: 'Give a direct-debit mandate; what is overdue is debited with the next file',
    tag: 'Portal',
    needs: 'member',
    rate: 'heavy',
    body: accountBody.extend({ agreed: z.boolean() }),
    answer: z.object({ reference: z.string(), charged: z.array(charged) }),
    status: 201,
    handle: async (call) => {
      const { agreed, ...account } = call.body;
      const consent = { kind: 'portal' as const, agreed, language: call.language };
      const payerId = call.caller.contactId!;
      const done = await enterMandate(call.ctx, payerId, { ...account, consent });
      const told = done.charged.map((each) => presentCharge(each, call.language));
      return { reference: done.mandate.reference, charged: told };
    },
  }),
];
