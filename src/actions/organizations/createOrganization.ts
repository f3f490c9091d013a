import { recordActivity } from '../../activity/record.ts';
import type { Clock } from '../../clock.ts';
import type { OrganizationKind } from '../../db/organizations/load.ts';
import type { Database } from '../../db/transaction.ts';
import { inSystem } from '../../db/transaction.ts';
import type { FieldProblem, Language } from '../../domain/errors.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { isCurrency } from '../../domain/money.ts';
import { isTimezone } from '../../domain/zones.ts';
import type { Gateways } from '../../gateways/payment/port.ts';
import { newId } from '../../ids.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { insertPlanSet } from '../plans/createPlanSet.ts';
import { freeSlug } from './slug.ts';

export type OrganizationInput = {
  name: string;
  kind: OrganizationKind;
  language: Language;
  currency: string;
  timezone: string;
  country?: string;
  billing_day: number;
  /** A sandbox has its own clock and never sends real mail. */
  sandbox?: boolean;
  /** Where a sandbox's clock starts (ISO instant); now when left out. */
  clock_at?: string;
  slug?: string;
};

export type Outside = { db: Database; clock: Clock; gateways: Gateways; baseUrl: string };

/**
 * Creates an organization with its owner, and the starter plans of its kind when asked. Answers
 * its id and slug. Refuses with `InvalidInput` for an unknown currency or time zone.
 */
export async function createOrganization(
  outside: Outside,
  input: OrganizationInput,
  options: { ownerId: string; ownerName: string; plans: 'plan_set' | 'none' },
): Promise<{ id: string; slug: string }> {
  checkOrganization(input);
  const id = newId();
  const staffId = newId();
  const slug = await inSystem(outside.db, async (tx) => {
    const chosen = await freeSlug(tx, input.slug ?? input.name);
    const now = outside.clock.now();
    await tx.exec(
      `insert into organization (id, slug, name, kind, language, currency, timezone, country,
         billing_day, sandbox, clock_at, created_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
      [
        id,
        chosen,
        input.name.trim(),
        input.kind,
        input.language,
        input.currency,
        input.timezone,
        input.country ?? 'FR',
        input.billing_day,
        input.sandbox ?? false,
        input.sandbox ? (input.clock_at ?? now) : null,
        now,
      ],
    );
    await tx.exec(
      `insert into staff (org_id, id, user_id, role, created_at) values ($1, $2, $3, 'owner', $4)`,
      [id, staffId, options.ownerId, now],
    );
    return chosen;
  });
  const actor = { kind: 'staff', id: staffId, name: options.ownerName } as const;
  await furnish({ ...outside, orgId: id, actor }, input, options.plans);
  return { id, slug };
}

function furnish(ctx: Context, input: OrganizationInput, plans: 'plan_set' | 'none') {
  return act(ctx, async (scene) => {
    await recordActivity(scene, [
      { event: 'settings_changed', data: { organization: input.name } },
    ]);
    if (plans === 'plan_set') await insertPlanSet(scene, input);
  });
}

/** Refuses what no organization can have; each problem names its field. */
export function checkOrganization(input: OrganizationInput): void {
  const problems: FieldProblem[] = [];
  if (!isCurrency(input.currency)) problems.push(unknown('/currency', 'currency', 'devise'));
  if (!isTimezone(input.timezone)) {
    problems.push(unknown('/timezone', 'time zone', 'fuseau horaire'));
  }
  if (problems.length > 0) throw new InvalidInput({}, problems);
}

function unknown(pointer: string, en: string, fr: string): FieldProblem {
  const message = { en: `This ${en} is not known.`, fr: `Ce nom de ${fr} est inconnu.` };
  return { pointer, code: 'unknown', message };
}
