import { recordActivity } from '../../activity/record.ts';
import type { Tx } from '../../db/transaction.ts';
import type { DeliveryKind } from '../../domain/benefits.ts';
import { BenefitGone, BenefitNameTaken } from '../../domain/benefits.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { isDuplicate } from '../people/contactInput.ts';
import { settleDeliveriesIn } from './settleDeliveries.ts';

export type BenefitFacts = { name: string; description: string; delivery: DeliveryKind };

/** Makes a benefit that plans can give. Refuses with `BenefitNameTaken`. */
export async function createBenefit(ctx: Context, facts: BenefitFacts): Promise<{ id: string }> {
  const id = await unique(facts.name, () => act(ctx, (scene) => insertBenefit(scene, facts)));
  return { id };
}

/** The same inside an action that is already running; answers its id. */
export async function insertBenefit(scene: Scene, facts: BenefitFacts): Promise<string> {
  const id = newId();
  const name = facts.name.trim();
  await scene.tx.exec(
    `insert into benefit (org_id, id, name, description, delivery, created_at)
     values (app_org(), $1, $2, $3, $4, $5)`,
    [id, name, facts.description, facts.delivery, scene.now],
  );
  await recordActivity(scene, [
    { event: 'benefit_created', data: { benefit_id: id, benefit: name } },
  ]);
  return id;
}

/**
 * Changes a benefit everywhere it is given; what is to deliver follows at once. Refuses with
 * `NotFound`, `StaleEdit` or `BenefitNameTaken`.
 */
export async function editBenefit(
  ctx: Context,
  benefit: { id: string; version: number },
  edit: Partial<BenefitFacts>,
): Promise<void> {
  await unique(edit.name ?? '', () =>
    act(ctx, async (scene) => {
      const before = await lockBenefit(scene.tx, benefit);
      const facts = { ...before, ...edit };
      await scene.tx.exec(
        `update benefit set name = $2, description = $3, delivery = $4, version = version + 1
         where org_id = app_org() and id = $1`,
        [benefit.id, facts.name.trim(), facts.description, facts.delivery],
      );
      await settleDeliveriesIn(scene);
      await recordActivity(scene, [
        { event: 'benefit_changed', data: { benefit_id: benefit.id, benefit: facts.name.trim() } },
      ]);
    }),
  );
}

/**
 * Takes a benefit from every plan: what was to do of it is void, what was delivered stays told.
 * Refuses with `NotFound` or `StaleEdit`. Answers how many were still to do.
 */
export function deleteBenefit(
  ctx: Context,
  benefit: { id: string; version: number },
): Promise<{ lost: number }> {
  return act(ctx, async (scene) => {
    const { name } = await lockBenefit(scene.tx, benefit);
    await scene.tx.exec(
      `update benefit set deleted_at = $2, version = version + 1
       where org_id = app_org() and id = $1`,
      [benefit.id, scene.now],
    );
    const { lost } = await settleDeliveriesIn(scene);
    await scene.tx.exec('delete from plan_benefit where org_id = app_org() and benefit_id = $1', [
      benefit.id,
    ]);
    const data = { benefit_id: benefit.id, benefit: name, void: lost || null };
    await recordActivity(scene, [{ event: 'benefit_deleted', data }]);
    return { lost };
  });
}

/**
 * Makes a plan give these benefits, in this order; one it gave already keeps since when. Refuses
 * with `BenefitGone` at the field.
 */
export async function savePlanBenefits(
  scene: Scene,
  what: { planId: string; ids: readonly string[] },
): Promise<void> {
  const { tx, today } = scene;
  const ids = [...new Set(what.ids)];
  const known = await tx.query(
    'select id from benefit where org_id = app_org() and deleted_at is null and id = any($1)',
    [ids],
  );
  if (known.length < ids.length) throw atField(BenefitGone, '/benefits');
  await tx.exec(
    `delete from plan_benefit where org_id = app_org() and plan_id = $1
       and benefit_id <> all($2::uuid[])`,
    [what.planId, ids],
  );
  await tx.exec(
    `insert into plan_benefit (org_id, plan_id, benefit_id, position, since_on)
     select app_org(), $1, w.id, w.place, $3
     from unnest($2::uuid[]) with ordinality w (id, place)
     on conflict (org_id, plan_id, benefit_id) do update set position = excluded.position`,
    [what.planId, ids, today],
  );
  await settleDeliveriesIn(scene);
}

async function lockBenefit(
  tx: Tx,
  { id, version }: { id: string; version: number },
): Promise<BenefitFacts> {
  const found = await tx.maybeOne<BenefitFacts & { version: number }>(
    `select name, description, delivery, version from benefit
     where org_id = app_org() and id = $1 and deleted_at is null for update`,
    [id],
  );
  if (!found) throw new NotFound();
  if (found.version !== version) throw new StaleEdit();
  return found;
}

async function unique<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error, 'benefit_name')) throw new BenefitNameTaken({ name });
    throw error;
  }
}
