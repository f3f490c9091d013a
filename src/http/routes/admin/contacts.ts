import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { blockContact, unblockContact } from '../../../actions/people/blockContact.ts';
import { createContact } from '../../../actions/people/createContact.ts';
import { deleteContact } from '../../../actions/people/deleteContact.ts';
import { addLabel, removeLabel } from '../../../actions/people/labels.ts';
import { updateContact } from '../../../actions/people/updateContact.ts';
import { directoryRow } from '../../../db/directory/one.ts';
import { actSinceCharge } from '../../../db/payments/memberActs.ts';
import { listCases } from '../../../db/payments/overdueCases.ts';
import { readRecord } from '../../../db/people/record.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { address, id, language, localDate } from '../../shapes.ts';
import { contactShape } from './contactShapes.ts';
import { presentCase } from './overdueShapes.ts';
import { directoryScope } from './query.ts';

const fieldValue = z.union([z.string().max(5000), z.number(), z.boolean(), z.null()]);
const text = (max: number) => z.string().trim().max(max).nullable();

export const contactBody = z.strictObject({
  display_name: z.string().trim().min(1).max(200).optional(),
  first_name: text(100).optional(),
  last_name: text(100).optional(),
  email: text(254).optional(),
  consent: z.enum(['none', 'subscribed', 'unsubscribed']).optional(),
  phone: text(40).optional(),
  discord: text(100).optional(),
  website: text(300).optional(),
  vat_number: text(20).optional(),
  /** As a payer they owe the VAT themselves: no tax from the next invoice on. */
  reverse_charge: z.boolean().optional(),
  job_title: text(100).optional(),
  birthday: localDate.nullable().optional(),
  language: language.nullable().optional(),
  timezone: text(60).optional(),
  company_id: id.nullable().optional(),
  company_name: z.string().trim().max(200).optional(),
  payer_id: id.nullable().optional(),
  address: address.nullable().optional(),
  billing_address: address.nullable().optional(),
  fields: z.record(z.string().max(40), fieldValue).optional(),
});

export const newContactBody = contactBody.extend({
  kind: z.enum(['person', 'company']).default('person'),
  display_name: z.string().trim().min(1).max(200),
  labels: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
});

const path = z.strictObject({ org: z.string().max(200), id });
const labelPath = path.extend({ label: id });
const base = '/organizations/:org/contacts';

type One = Call<{ org: string; id: string }, unknown, unknown>;

async function present(call: Pick<One, 'ctx' | 'caller' | 'services' | 'language'>, id: string) {
  const summary = await directoryRow(call.services.db, directoryScope(call), id);
  return look(call.ctx, async ({ tx, today }) => {
    const filter = { state: 'open' as const, contactId: id };
    const cases = await listCases(tx, { filter, today, limit: 50 });
    const on = { today, language: call.language };
    const overdue = cases.map((each) => presentCase(each, on));
    const act_since_charge = await actSinceCharge(tx, id);
    return { ...(await readRecord(tx, id, today)), summary, act_since_charge, overdue };
  });
}

export const contactRoutes = [
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Add a contact',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    body: newContactBody,
    answer: contactShape,
    status: 201,
    handle: async (call) => present(call, (await createContact(call.ctx, call.body)).id),
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One contact with everything the record shows first',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: contactShape,
    handle: (call) => present(call, call.params.id),
  }),
  defineRoute({
    method: 'PATCH',
    url: `${base}/:id`,
    summary: 'Change a contact; what is not sent stays',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    body: contactBody,
    answer: contactShape,
    handle: async (call) => {
      const { id: contactId } = call.params;
      await updateContact(call.ctx, { id: contactId, version: call.version(), input: call.body });
      return present(call, contactId);
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/:id`,
    summary: 'Delete a contact; invoices and payments stay, anonymised',
    tag: 'People',
    needs: 'people.delete',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => deleteContact(call.ctx, { id: call.params.id, version: call.version() }),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/labels`,
    summary: 'Give a label, made when it does not exist',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    body: z.strictObject({ name: z.string().trim().min(1).max(60) }),
    answer: z.object({ id }),
    status: 201,
    handle: (call) => addLabel(call.ctx, call.params.id, call.body.name),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/:id/labels/:label`,
    summary: 'Take a label off',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: labelPath,
    answer: null,
    handle: (call) => removeLabel(call.ctx, call.params.id, call.params.label),
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/:id/block`,
    summary: 'Block: no sign-in, no access; running subscriptions end at once',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    body: z.strictObject({ reason: z.string().trim().max(500).default('') }),
    answer: null,
    handle: (call) => blockContact(call.ctx, call.params.id, call.body.reason),
  }),
  defineRoute({
    method: 'DELETE',
    url: `${base}/:id/block`,
    summary: 'Lift a block',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => unblockContact(call.ctx, call.params.id),
  }),
];
