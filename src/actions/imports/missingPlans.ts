import { missingPlans, stagePlans } from '../../db/imports/matchSubscriptions.ts';
import { newId } from '../../ids.ts';
import type { Scene } from '../context.ts';
import { insertPrices } from '../plans/createPlan.ts';
import type { NewPrice } from '../plans/input.ts';
import { completed } from '../plans/input.ts';
import { labelFollowsPlan } from '../plans/labels.ts';
import { insertVersion } from '../plans/versions.ts';

type Found = Awaited<ReturnType<typeof missingPlans>>[number];

/**
 * Makes the plans that rows name and nobody has: hidden, each with the amount most rows give for an
 * interval and currency (joining.md, "Import"). A plan without any amount stays without a price
 * until staff set one. Answers the new plans' ids.
 */
export async function createMissingPlans(scene: Scene): Promise<string[]> {
  const groups = Map.groupBy(await missingPlans(scene.tx), (row) => row.key);
  const made: string[] = [];
  for (const [key, found] of groups) made.push(await createOne(scene, key, found));
  return made;
}

async function createOne(scene: Scene, key: string, found: Found[]): Promise<string> {
  const { tx, now, org } = scene;
  const kind = kindOf(found);
  const ownName = org.language === 'fr' ? 'Montant libre' : 'Custom amount';
  const name = kind === 'custom' ? ownName : found[0]!.name;
  const id = newId();
  // Not through createPlan: a plan may come without a price here, which no form allows.
  await tx.exec(
    `insert into plan (org_id, id, name, kind, public, position, created_at)
     values (app_org(), $1, $2, $3, false,
       (select coalesce(max(position), 0) + 1 from plan where org_id = app_org()), $4)`,
    [id, name, kind, now],
  );
  const facts = completed({ name, kind, prices: [], public: false });
  await insertVersion(tx, { planId: id, facts, now });
  await insertPrices(tx, { planId: id, prices: pricesOf(found), now });
  await labelFollowsPlan(tx, { id, name }, now);
  const version = await tx.one<{ id: string }>(
    'select current_version_id as id from plan where org_id = app_org() and id = $1',
    [id],
  );
  await stagePlans(tx, [{ key, planId: id, versionId: version.id, name }]);
  return id;
}

function kindOf(found: Found[]): Found['kind'] {
  if (found[0]!.kind === 'custom') return 'custom';
  return found.every((row) => row.priced && row.amount === 0) ? 'free' : 'recurring';
}

/** The most frequent amount of each interval and currency; the rows come most frequent first. */
function pricesOf(found: Found[]): NewPrice[] {
  const free = kindOf(found) === 'free';
  const prices = new Map<string, NewPrice>();
  for (const row of found) {
    if (!row.priced || (row.amount === 0 && !free)) continue;
    const key = `${row.currency} ${row.interval_count} ${row.interval_unit}`;
    if (prices.has(key)) continue;
    prices.set(key, {
      amount: row.amount,
      currency: row.currency,
      intervalUnit: row.interval_unit,
      intervalCount: row.interval_count,
    });
  }
  return [...prices.values()];
}
