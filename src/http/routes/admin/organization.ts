import * as z from 'zod';
import type { Scene } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import { waitingRenewals } from '../../../actions/renewals/boards.ts';
import { updateOrganization } from '../../../actions/settings/organization.ts';
import { workCounts } from '../../../db/organizations/counts.ts';
import { InvalidInput } from '../../../domain/errors.ts';
import { settingsEditSchema, settingsSchema } from '../../../domain/organizations/settings.ts';
import type { Role } from '../../../domain/staff/permissions.ts';
import { permissionsOf } from '../../../domain/staff/permissions.ts';
import { isTimezone } from '../../../domain/zones.ts';
import { defineRoute } from '../../route.ts';
import { language } from '../../shapes.ts';

const base = '/organizations/:org';

const organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  kind: z.enum(['creator', 'space', 'association', 'site']),
  language,
  currency: z.string(),
  timezone: z.string(),
  country: z.string(),
  billing_day: z.number(),
  accent: z.string(),
  sandbox: z.boolean(),
  today: z.string(),
  now: z.string(),
  settings: settingsSchema,
  role: z.string(),
  permissions: z.array(z.string()),
  version: z.number(),
});

const edit = z.strictObject({
  name: z.string().trim().min(1).max(100).optional(),
  language: language.optional(),
  timezone: z.string().max(60).optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  billing_day: z.int().min(1).max(31).optional(),
  accent: z
    .string()
    .regex(/^#[0-9a-f]{6}$/)
    .optional(),
  settings: settingsEditSchema.optional(),
});

function present({ org, now, today }: Scene, role: Role) {
  return {
    id: org.id,
    slug: org.slug,
    name: org.name,
    kind: org.kind,
    language: org.language,
    currency: org.currency,
    timezone: org.timezone,
    country: org.country,
    billing_day: org.billingDay,
    accent: org.accent,
    sandbox: org.sandbox,
    today,
    now,
    settings: org.settings,
    role,
    permissions: permissionsOf(role),
    version: org.version,
  };
}

const unknownZone = {
  pointer: '/timezone',
  code: 'unknown_timezone',
  message: { en: 'This is not a time zone.', fr: "Ce n'est pas un fuseau horaire." },
};

export const organizationRoutes = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'The organization, its day, its settings and what you may do',
    tag: 'Organization',
    needs: 'people.read',
    rate: 'read',
    answer: organization,
    handle: (call) => look(call.ctx, async (scene) => present(scene, call.caller.role!)),
  }),
  defineRoute({
    method: 'PATCH',
    url: base,
    summary: 'Change settings; groups of settings are replaced whole',
    tag: 'Organization',
    needs: 'settings.write',
    rate: 'write',
    body: edit,
    answer: organization,
    handle: async (call) => {
      const zone = call.body.timezone;
      if (zone !== undefined && !isTimezone(zone)) throw new InvalidInput({}, [unknownZone]);
      await updateOrganization(call.ctx, { version: call.version(), input: call.body });
      return look(call.ctx, async (scene) => present(scene, call.caller.role!));
    },
  }),
  defineRoute({
    method: 'GET',
    url: `${base}/counts`,
    summary: 'Work waiting, for the menu',
    tag: 'Organization',
    needs: 'people.read',
    rate: 'read',
    answer: z.object({
      people: z.number(),
      overdue_cases: z.number(),
      disputes: z.number(),
      requests: z.number(),
      renewals: z.number(),
      messages_failed: z.number(),
      billing_held: z.number(),
      unknown_attempts: z.number(),
      deliveries: z.number(),
    }),
    handle: (call) =>
      look(call.ctx, async (scene) => ({
        ...(await workCounts(scene.tx)),
        renewals: await waitingRenewals(scene),
      })),
  }),
];
