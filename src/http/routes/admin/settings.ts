import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { createField, deleteField, updateField } from '../../../actions/settings/fields.ts';
import { createLabel, deleteLabel, renameLabel } from '../../../actions/settings/labels.ts';
import { setPreference } from '../../../actions/settings/preferences.ts';
import { fieldWithUse, listFields, listLabels } from '../../../db/settings/lists.ts';
import { NotFound } from '../../../domain/errors.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';

const path = z.strictObject({ org: z.string().max(200), id });
const name = z.string().trim().min(1).max(60);
const label = z.object({
  id: z.string(),
  name: z.string(),
  rule: z.string().nullable(),
  count: z.number(),
  version: z.number(),
});
const type = z.enum(['text', 'number', 'amount', 'date', 'boolean', 'choice']);
const visibility = z.enum(['staff', 'member_sees', 'member_edits']);
const choices = z.array(z.string().trim().min(1).max(100)).max(200);
const field = z.object({
  id: z.string(),
  key: z.string(),
  label_en: z.string(),
  label_fr: z.string(),
  type,
  choices: z.array(z.string()),
  visibility,
  position: z.number(),
  version: z.number(),
});
const newField = z.strictObject({
  key: z.string().regex(/^[a-z][a-z0-9_]{0,39}$/),
  label_en: name,
  label_fr: name,
  type,
  choices: choices.default([]),
  visibility: visibility.default('staff'),
});

const labels = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/labels',
    summary: 'Labels with how many contacts have them',
    tag: 'Settings',
    needs: 'people.read',
    rate: 'read',
    answer: z.object({ items: z.array(label) }),
    handle: (call) => look(call.ctx, async ({ tx }) => ({ items: await listLabels(tx) })),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/labels',
    summary: 'Make a label',
    tag: 'Settings',
    needs: 'people.write',
    rate: 'write',
    body: z.strictObject({ name }),
    answer: z.object({ id }),
    status: 201,
    handle: (call) => createLabel(call.ctx, call.body.name),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/organizations/:org/labels/:id',
    summary: 'Rename a label',
    tag: 'Settings',
    needs: 'people.write',
    rate: 'write',
    params: path,
    body: z.strictObject({ name }),
    answer: null,
    handle: (call) =>
      renameLabel(call.ctx, { id: call.params.id, version: call.version(), name: call.body.name }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/labels/:id',
    summary: 'Delete a label from everybody',
    tag: 'Settings',
    needs: 'people.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => deleteLabel(call.ctx, { id: call.params.id, version: call.version() }),
  }),
];

const fields = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/fields',
    summary: 'Own fields, in their order',
    tag: 'Settings',
    needs: 'people.read',
    rate: 'read',
    answer: z.object({ items: z.array(field) }),
    handle: (call) => look(call.ctx, async ({ tx }) => ({ items: await listFields(tx) })),
  }),
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/fields/:id',
    summary: 'One own field with how many contacts have a value',
    tag: 'Settings',
    needs: 'people.read',
    rate: 'read',
    params: path,
    answer: field.extend({ values: z.number() }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const found = await fieldWithUse(tx, call.params.id);
        if (!found) throw new NotFound();
        return found;
      }),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/fields',
    summary: 'Add an own field',
    tag: 'Settings',
    needs: 'settings.write',
    rate: 'write',
    body: newField,
    answer: z.object({ id }),
    status: 201,
    handle: (call) => createField(call.ctx, call.body),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/organizations/:org/fields/:id',
    summary: 'Change an own field; its key and type stay',
    tag: 'Settings',
    needs: 'settings.write',
    rate: 'write',
    params: path,
    body: newField.omit({ key: true, type: true }).partial(),
    answer: null,
    handle: (call) =>
      updateField(call.ctx, { id: call.params.id, version: call.version(), input: call.body }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/fields/:id',
    summary: 'Delete an own field with every value of it',
    tag: 'Settings',
    needs: 'settings.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => deleteField(call.ctx, { id: call.params.id, version: call.version() }),
  }),
];

const preferencePath = z.strictObject({
  org: z.string().max(200),
  key: z.string().regex(/^[a-z][a-z0-9_.-]{0,59}$/),
});

const preferences = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/preferences/:key',
    summary: 'One preference of the person signed in; null when never set',
    tag: 'Settings',
    needs: 'people.read',
    rate: 'read',
    params: preferencePath,
    answer: z.object({ value: z.unknown() }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => {
        const row = await tx.maybeOne<{ value: unknown }>(
          'select preferences -> $2 as value from staff where id = $1',
          [call.caller.staffId, call.params.key],
        );
        return { value: row?.value ?? null };
      }),
  }),
  defineRoute({
    method: 'PUT',
    url: '/organizations/:org/preferences/:key',
    summary: 'Keep a preference of the person signed in',
    tag: 'Settings',
    needs: 'people.read',
    rate: 'write',
    params: preferencePath,
    body: z.strictObject({ value: z.json() }),
    answer: null,
    handle: async (call) => {
      if (!call.caller.staffId) throw new NotFound();
      const { key } = call.params;
      await setPreference(call.ctx, call.caller.staffId, { key, value: call.body.value });
    },
  }),
];

export const settingsRoutes = [...labels, ...fields, ...preferences];
