import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { lockContacts } from '../../db/subscriptions/load.ts';
import { defineRefusal } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { lockGonePlan } from '../plans/lockPlan.ts';
import { WorkRunning } from '../work/work.ts';
import type { Repricing } from './repricing.ts';
import { loadRepricing } from './repricing.ts';
import { tellPriceKept } from './tellPrice.ts';

export const PriceChangeOver = defineRefusal('price_change_over', 409, {
  en: 'Nobody waits for this change of price any more: it cannot be taken back as a whole.',
  fr: "Plus personne n'attend ce changement de tarif : il ne peut plus être annulé en bloc.",
});

export const PriceReplaced = defineRefusal('price_replaced', 409, {
  en: 'This price was changed again since. Take the later change back first.',
  fr: "Ce tarif a encore changé depuis. Annulez d'abord le changement suivant.",
});

type Waiting = {
  id: string;
  contactId: string;
  payerId: string;
  planName: string;
  /** What each pays today, and goes on paying. */
  amount: number;
  quantity: number;
  currency: string;
  taxRate: string;
  taxInclusive: boolean;
  reverseCharge: boolean;
};

/**
 * Takes a change of price back for everybody who still waits for it, and tells them; the price as
 * it was is sold again, unless staff took the new one out of sale. Those who pay the new one
 * already keep it. A plan that was deleted meanwhile is no reason to let it come. Refuses with
 * `NotFound`, `PriceReplaced`, `PriceChangeOver`, and `WorkRunning` while it is being written down.
 */
export async function undoPriceChange(ctx: Context, id: string): Promise<{ withdrawn: number }> {
  return act(ctx, async (scene) => {
    const repricing = await loadRepricing(scene.tx, id);
    await lockGonePlan(scene.tx, repricing.planId);
    await refuseRunning(scene, id);
    await refuseReplaced(scene, repricing);
    const waiting = await lockWaiting(scene, id);
    const restored = await restorePrice(scene, repricing);
    if (waiting.length === 0 && !(restored && repricing.scope === 'new_members')) {
      throw new PriceChangeOver();
    }
    await withdraw(scene, repricing, waiting);
    await recordActivity(scene, [
      {
        event: 'price_change_undone',
        amount: repricing.amount,
        currency: repricing.currency,
        data: { plan_id: repricing.planId, plan: repricing.planName },
      },
    ]);
    return { withdrawn: waiting.length };
  });
}

async function refuseRunning({ tx }: Scene, id: string): Promise<void> {
  const running = await tx.query(
    `select from bulk b join work w on w.org_id = b.org_id and w.id = b.id
     where b.org_id = app_org() and b.price_change_id = $1 and w.state in ('queued', 'running')`,
    [id],
  );
  if (running.length > 0) throw new WorkRunning();
}

async function lockWaiting({ tx }: Scene, id: string): Promise<Waiting[]> {
  const select = `select s.id, s.contact_id as "contactId", s.payer_id as "payerId",
      v.name as "planName", s.amount, s.quantity, s.currency, v.tax_rate as "taxRate",
      v.tax_inclusive as "taxInclusive", p.reverse_charge as "reverseCharge"
    from subscription_change c
    join subscription s on s.org_id = c.org_id and s.id = c.subscription_id
    join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
    join contact p on p.org_id = s.org_id and p.id = s.payer_id
    where c.org_id = app_org() and c.price_change_id = $1
      and c.applied_at is null and c.withdrawn_at is null order by s.id`;
  const found = await tx.query<Waiting>(select, [id]);
  await lockContacts(tx, [...new Set(found.map(({ payerId }) => payerId))]);
  return tx.query<Waiting>(`${select} for no key update of s, c`, [id]);
}

/** A later change began where this one ends: both prices would be on sale. */
async function refuseReplaced({ tx }: Scene, repricing: Repricing): Promise<void> {
  if (repricing.fromPriceId === repricing.toPriceId) return;
  const later = await tx.query(
    `select 1 from price_change where org_id = app_org() and from_price_id = $1
       and to_price_id <> $1 and undone_at is null`,
    [repricing.toPriceId],
  );
  if (later.length > 0) throw new PriceReplaced();
}

/** Answers whether the price as it was is sold again. */
async function restorePrice({ tx, now }: Scene, repricing: Repricing): Promise<boolean> {
  const { id, planId, fromPriceId, toPriceId } = repricing;
  const swapped = await tx.exec(
    `update price p set archived_at = case when p.id = $1 then null else $3::timestamptz end
     from price sold where p.org_id = app_org() and p.id in ($1, $2) and $1 <> $2
       and sold.org_id = app_org() and sold.id = $2 and sold.archived_at is null`,
    [fromPriceId, toPriceId, now],
  );
  await tx.exec('update plan set version = version + 1 where org_id = app_org() and id = $1', [
    planId,
  ]);
  await tx.exec('update price_change set undone_at = $2 where org_id = app_org() and id = $1', [
    id,
    now,
  ]);
  return swapped > 0;
}

async function withdraw(scene: Scene, repricing: Repricing, waiting: Waiting[]): Promise<void> {
  const { tx, now } = scene;
  await tx.exec(
    `update subscription_change set withdrawn_at = $2 where org_id = app_org()
       and price_change_id = $1 and applied_at is null and withdrawn_at is null`,
    [repricing.id, now],
  );
  await tx.exec(
    `update subscription set version = version + 1, updated_at = $2
     where org_id = app_org() and id = any($1::uuid[])`,
    [waiting.map(({ id }) => id), now],
  );
  for (const row of waiting) await tellPriceKept(scene, row, { repricing });
  await recordActivity(
    scene,
    waiting.map((row) => ({
      event: 'subscription_change_withdrawn',
      contactId: row.contactId,
      subscriptionId: row.id,
      data: { from: row.planName, to: row.planName, cause: 'price_kept' },
    })),
  );
  await refreshDirectory(tx, [...new Set(waiting.map(({ contactId }) => contactId))]);
}
