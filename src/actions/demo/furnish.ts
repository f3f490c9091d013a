import { listPlans } from '../../db/plans/read.ts';
import type { PlanRecord } from '../../db/plans/types.ts';
import { insertBenefit, savePlanBenefits } from '../benefits/editBenefits.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { insertPage } from '../pages/editPages.ts';
import { insertPlanSet } from '../plans/createPlanSet.ts';
import { createField } from '../settings/fields.ts';
import { createSegment } from '../settings/segments.ts';
import { demoPages } from './pages.ts';
import { demoBenefits, demoFields, demoSegments } from './texts.ts';

/**
 * The plans, what they give, pages, own fields and segments a demo organization starts with; twice
 * adds nothing.
 */
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
  return act(ctx, async (scene) => {
    const plans = (await listPlans(scene.tx)).filter((plan) => !plan.archivedAt);
    const dearest = plans.filter(({ kind }) => kind === 'recurring').at(-1);
    if (!hasFields && dearest) {
      await giveAll(scene, dearest.id);
      await writeAll(scene, dearest.id);
    }
    return plans;
  });
}

/** The dearest plan gives what a demo has to give, so that something is to be delivered. */
async function giveAll(scene: Scene, planId: string): Promise<void> {
  const ids: string[] = [];
  for (const benefit of demoBenefits[scene.org.language]) {
    ids.push(await insertBenefit(scene, benefit));
  }
  await savePlanBenefits(scene, { planId, ids });
}

/** What a demo has to read; some of it for the dearest plan alone. */
async function writeAll(scene: Scene, planId: string): Promise<void> {
  for (const { dearest, ...page } of demoPages[scene.org.language]) {
    const rule = dearest ? { audience: 'plans' as const, planIds: [planId] } : {};
    await insertPage(scene, { ...page, ...rule });
  }
}
