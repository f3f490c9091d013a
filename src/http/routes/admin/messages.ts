import * as z from 'zod';
import type { MessageSummary } from '../../../actions/messages/readMessages.ts';
import {
  readMessage,
  readMessages,
  resendMessage,
} from '../../../actions/messages/readMessages.ts';
import { may } from '../../../domain/staff/permissions.ts';
import { readCursor, writeCursor } from '../../cursor.ts';
import type { Call } from '../../route.ts';
import { defineRoute } from '../../route.ts';
import { id, listOf, named, paging } from '../../shapes.ts';

const state = z.enum(['queued', 'outbox', 'sent', 'failed', 'withheld']);

const summary = z.object({
  id: z.string(),
  template: z.string(),
  subject: z.string(),
  to: z.string().nullable(),
  contact: named.nullable(),
  state,
  language: z.string(),
  created_at: z.string(),
  sent_at: z.string().nullable(),
  error: z.string().nullable(),
  attachments: z.array(z.object({ name: z.string() })),
});

function present(message: MessageSummary): z.output<typeof summary> {
  const { recipient, contactId } = message;
  return {
    id: message.id,
    template: message.template,
    subject: message.subject,
    to: message.to,
    contact: contactId ? { id: contactId, name: recipient.name ?? '—' } : null,
    state: message.state,
    language: message.language,
    created_at: message.createdAt,
    sent_at: message.sentAt,
    error: message.error,
    attachments: message.attachments.map(({ name }) => ({ name })),
  };
}

const filters = paging.extend({ state: state.optional(), template: z.string().max(60).optional() });
type Filters = z.output<typeof filters> & { contact?: string };

async function page(call: Pick<Call<unknown, unknown, unknown>, 'ctx'>, query: Filters) {
  const { limit } = query;
  const filter = { state: query.state, template: query.template, contactId: query.contact };
  const items = await readMessages(call.ctx, { filter, limit, after: readCursor(query.cursor) });
  const last = items.length === limit ? items.at(-1) : undefined;
  return {
    items: items.map(present),
    next_cursor: last ? writeCursor(last.createdAt, last.id) : null,
  };
}

const path = z.strictObject({ org: z.string().max(200), id });

export const messageRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/messages',
    summary: 'Every message sent or waiting, latest first',
    tag: 'Messages',
    needs: 'messages.read',
    rate: 'read',
    query: filters.extend({ contact: id.optional() }),
    answer: listOf(summary),
    handle: (call) => page(call, call.query),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/:id/messages',
    summary: 'Messages to one contact, latest first',
    tag: 'Messages',
    needs: 'messages.read',
    rate: 'read',
    params: path,
    query: paging,
    answer: listOf(summary),
    handle: (call) => page(call, { ...call.query, contact: call.params.id }),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/messages/:id',
    summary: 'One message as it was sent, or as it would be',
    tag: 'Messages',
    needs: 'messages.read',
    rate: 'read',
    params: path,
    answer: summary.extend({ body_text: z.string(), body_html: z.string() }),
    handle: async (call) => {
      const mayFollowLinks = may(call.caller.role!, 'messages.links');
      const message = await readMessage(call.ctx, call.params.id, { mayFollowLinks });
      return { ...present(message), body_text: message.text, body_html: message.html };
    },
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/messages/:id/retry',
    summary: 'Send a failed message again',
    tag: 'Messages',
    needs: 'messages.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => resendMessage(call.ctx, call.params.id),
  }),
];
