import { listPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { insertPlanSet } from '../plans/createPlanSet.ts';
import { createField } from '../settings/fields.ts';
import { createSegment } from '../settings/segments.ts';
import { demoFields, demoSegments } from './texts.ts';

/** The plans, own fields and segments a demo organization starts with; twice adds nothing. */
export async function furnish(ctx: Context): Promise<PlanRecord[]> {
  const { language, hasFields } = await act(ctx, async (scene) => {
    const { tx, org } = scene;
    if ((await listPlans(tx)).length === 0) await insertPlanSet(scene, org);
    const fields = await tx.query('select 1 from field where org_id = app_org() limit 1');
    return { language: org.language, hasFields: fields.length > 0 };
  });
  if (!hasFields) {
    for (const field of demoFields) await createField(ctx, field);
    for (const [name, query] of demoSegments[language]) {
      await createSegment(ctx, null, { name, query, shared: true });
    }
  }
  return act(ctx, async ({ tx }) => (await listPlans(tx)).filter((plan) => !plan.archivedAt));
}
