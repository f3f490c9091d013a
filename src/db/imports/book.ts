import type { OwnField } from '../../domain/imports/columns.ts';
import { foldWords } from '../../domain/imports/fold.ts';
import type { KnownPlan, PlanBook } from '../../domain/imports/membership.ts';
import type { Tx } from '../transaction.ts';

type PlanRow = {
  id: string;
  name: string;
  kind: KnownPlan['kind'];
  archived: boolean;
  version_id: string;
  prices: {
    id: string;
    amount: number;
    currency: string;
    unit: KnownPlan['prices'][number]['interval']['unit'];
    count: number;
  }[];
};

export type LoadedPlans = { book: PlanBook; versions: Map<string, string> };

/** The organization's plans by folded name, with their open prices and current versions. */
export async function loadPlans(tx: Tx, createMissing: boolean): Promise<LoadedPlans> {
  const rows = await tx.query<PlanRow>(
    `select p.id, p.name, p.kind, p.archived_at is not null as archived,
       p.current_version_id as version_id, coalesce((
         select jsonb_agg(jsonb_build_object('id', r.id, 'amount', r.amount, 'currency', r.currency,
           'unit', r.interval_unit, 'count', r.interval_count) order by r.position, r.id)
         from price r where r.org_id = p.org_id and r.plan_id = p.id and r.archived_at is null
       ), '[]') as prices
     from plan p where p.org_id = app_org() and p.deleted_at is null order by p.position, p.id`,
  );
  const byName = new Map<string, KnownPlan>();
  const plans = rows.map(knownPlan);
  for (const plan of plans) byName.set(foldWords(plan.name), plan);
  const custom = plans.find((plan) => plan.kind === 'custom' && !plan.archived) ?? null;
  return {
    book: { byName, custom, createMissing },
    versions: new Map(rows.map((row) => [row.id, row.version_id])),
  };
}

function knownPlan(row: PlanRow): KnownPlan {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    archived: row.archived,
    prices: row.prices.map(({ id, amount, currency, unit, count }) => ({
      ...{ id, amount, currency, interval: { unit, count } },
    })),
  };
}

/** The organization's own fields, in their order. */
export function loadOwnFields(tx: Tx): Promise<OwnField[]> {
  return tx.query<OwnField>(
    `select key, type, label_en as "labelEn", label_fr as "labelFr", choices from field
     where org_id = app_org() order by position, key`,
  );
}
