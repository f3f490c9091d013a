import * as z from 'zod';
import { look } from '../../../actions/context.ts';
import { inviteContact } from '../../../actions/portal/inviteContact.ts';
import { createApiKey, revokeApiKey } from '../../../actions/staff/apiKeys.ts';
import {
  changeRole,
  inviteStaff,
  removeStaff,
  withdrawInvitation,
} from '../../../actions/staff/team.ts';
import { listStaff } from '../../../db/staff.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';

const path = z.strictObject({ org: z.string().max(200), id });
const role = z.enum(['owner', 'administrator', 'manager', 'accountant', 'reader']);
const lesserRole = z.enum(['administrator', 'manager', 'accountant', 'reader']);
const invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: lesserRole,
  created_at: z.string(),
  expires_at: z.string(),
});
const key = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  role: lesserRole,
  created_at: z.string(),
  expires_at: z.string().nullable(),
});

const team = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/staff',
    summary: 'Who runs the organization',
    tag: 'Team',
    needs: 'staff.read',
    rate: 'read',
    answer: z.object({
      items: z.array(z.object({ id: z.string(), name: z.string(), email: z.string(), role })),
    }),
    handle: (call) => look(call.ctx, async ({ tx }) => ({ items: await listStaff(tx) })),
  }),
  defineRoute({
    method: 'PATCH',
    url: '/organizations/:org/staff/:id',
    summary: 'Give somebody another role',
    tag: 'Team',
    needs: 'staff.write',
    rate: 'write',
    params: path,
    body: z.strictObject({ role }),
    answer: null,
    handle: (call) =>
      changeRole(call.ctx, {
        staffId: call.params.id,
        role: call.body.role,
        byRole: call.caller.role!,
      }),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/staff/:id',
    summary: 'Take somebody off the team',
    tag: 'Team',
    needs: 'staff.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => removeStaff(call.ctx, { staffId: call.params.id, byRole: call.caller.role! }),
  }),
];

const invitations = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/staff-invitations',
    summary: 'Open invitations to the team',
    tag: 'Team',
    needs: 'staff.read',
    rate: 'read',
    answer: z.object({ items: z.array(invitation) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: await tx.query<z.output<typeof invitation>>(
          `select id, email, role, created_at, expires_at from staff_invitation
           where accepted_at is null order by created_at desc`,
          [],
        ),
      })),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/staff-invitations',
    summary: 'Invite somebody to the team by e-mail',
    tag: 'Team',
    needs: 'staff.write',
    rate: 'heavy',
    body: z.strictObject({ email: z.email().max(254), role: lesserRole }),
    answer: z.object({ id }),
    status: 201,
    handle: (call) => inviteStaff(call.ctx, call.body),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/staff-invitations/:id',
    summary: 'Take an invitation back',
    tag: 'Team',
    needs: 'staff.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => withdrawInvitation(call.ctx, call.params.id),
  }),
];

const keys = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/api-keys',
    summary: 'API keys that work',
    tag: 'Team',
    needs: 'keys.write',
    rate: 'read',
    answer: z.object({ items: z.array(key) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({
        items: await tx.query<z.output<typeof key>>(
          `select id, name, prefix, role, created_at, expires_at from api_key
           where revoked_at is null order by created_at desc`,
          [],
        ),
      })),
  }),
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/api-keys',
    summary: 'Make an API key; the secret is shown once',
    tag: 'Team',
    needs: 'keys.write',
    rate: 'heavy',
    body: z.strictObject({
      name: z.string().trim().min(1).max(80),
      role: lesserRole,
      expires_at: z.iso.datetime().nullable().optional(),
    }),
    answer: z.object({ id, secret: z.string(), prefix: z.string() }),
    status: 201,
    handle: (call) => createApiKey(call.ctx, call.body),
  }),
  defineRoute({
    method: 'DELETE',
    url: '/organizations/:org/api-keys/:id',
    summary: 'End an API key at once',
    tag: 'Team',
    needs: 'keys.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => revokeApiKey(call.ctx, call.params.id),
  }),
];

export const staffRoutes = [
  ...team,
  ...invitations,
  ...keys,
  defineRoute({
    method: 'POST',
    url: '/organizations/:org/contacts/:id/invitation',
    summary: 'Send a member the sign-in invitation',
    tag: 'People',
    needs: 'people.write',
    rate: 'write',
    params: path,
    answer: z.object({ sent_to: z.string() }),
    handle: (call) => inviteContact(call.ctx, call.params.id),
  }),
];
