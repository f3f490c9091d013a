import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { addNote, deleteNote, editNote } from '../../../actions/people/notes.ts';
import { listNotes } from '../../../db/people/notes.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';

const type = z.enum(['call', 'meeting', 'email', 'delivery', 'payment', 'other']);
const body = z.strictObject({
  type: type.default('other'),
  body: z.string().trim().min(1).max(10_000),
  pinned: z.boolean().default(false),
});
const edit = z.strictObject({
  type: type.optional(),
  body: z.string().trim().min(1).max(10_000).optional(),
  pinned: z.boolean().optional(),
});
const note = z.object({
  id: z.string(),
  type,
  body: z.string(),
  pinned: z.boolean(),
  author_name: z.string(),
  created_at: z.string(),
  edited_at: z.string().nullable(),
  version: z.number(),
});
const path = z.strictObject({ org: z.string().max(200), id });

export const noteRoutes = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/contacts/:id/notes',
    summary: 'Notes on a contact, pinned first, then the latest',
    tag: 'People',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: z.object({ items: z.array(note) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({ items: await listNotes(tx, call.params.id) })),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/contacts/:id/notes',
    summary: 'Add a private note',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    body,
    answer: z.object({ id }),
    status: 201,
    handle: (call) => addNote(call.ctx, call.params.id, call.body),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/organizations/:org/notes/:id',
    summary: 'Change a note',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    body: edit,
    answer: null,
    handle: (call) =>
      editNote(call.ctx, { id: call.params.id, version: call.version(), input: call.body }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/notes/:id',
    summary: 'Delete a note',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => deleteNote(call.ctx, { id: call.params.id, version: call.version() }),
  }),
];
