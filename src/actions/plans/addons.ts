import type { Tx } from '../../db/transaction.ts';
import { newId } from '../../ids.ts';
import type { AddonWish } from './input.ts';

/**
 * Makes a plan's add-ons what staff wrote, in their order, at what each costs with each price
 * (`priceIds` in the order of the amounts). Those left out are archived; who has one keeps it.
 */
export async function saveAddons(
  tx: Tx,
  what: { planId: string; priceIds: string[]; addons: AddonWish[]; now: string },
): Promise<void> {
  const { planId, priceIds, now } = what;
  const known = await tx.query<{ id: string }>(
    'select id from addon where org_id = app_org() and plan_id = $1 and archived_at is null',
    [planId],
  );
  const kept = new Set(known.map(({ id }) => id));
  const rows = what.addons.map((addon, position) => ({
    id: addon.id && kept.has(addon.id) ? addon.id : newId(),
    name: addon.name.trim(),
    max: addon.maxQuantity,
    position,
    amounts: priceIds.flatMap((priceId, i) => {
      const amount = addon.amounts[i] ?? null;
      return amount === null ? [] : [{ priceId, amount }];
    }),
  }));
  await tx.exec(
    `update addon set archived_at = $3 where org_id = app_org() and plan_id = $1
       and archived_at is null and id <> all($2::uuid[])`,
    [planId, rows.map(({ id }) => id), now],
  );
  await tx.exec(
    `insert into addon (org_id, id, plan_id, name, max_quantity, position, created_at)
     select app_org(), r.id, $1, r.name, r.max, r.position, $2
     from jsonb_to_recordset($3::jsonb) as r (id uuid, name text, max int, position int)
     on conflict (org_id, id) do update set name = excluded.name,
       max_quantity = excluded.max_quantity, position = excluded.position`,
    [planId, now, JSON.stringify(rows)],
  );
  await savePrices(tx, rows);
}

type Priced = { id: string; amounts: { priceId: string; amount: number }[] };

async function savePrices(tx: Tx, rows: Priced[]): Promise<void> {
  const prices = rows.flatMap(({ id, amounts }) => amounts.map((each) => ({ id, ...each })));
  await tx.exec('delete from addon_price where org_id = app_org() and addon_id = any($1::uuid[])', [
    rows.map(({ id }) => id),
  ]);
  await tx.exec(
    `insert into addon_price (org_id, addon_id, price_id, amount)
     select app_org(), r.id, r."priceId", r.amount
     from jsonb_to_recordset($1::jsonb) as r (id uuid, "priceId" uuid, amount bigint)`,
    [JSON.stringify(prices)],
  );
}
