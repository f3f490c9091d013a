import { recordActivity } from '../../activity/record.ts';
import { dropPicture, savePicture } from '../../db/plans/pictures.ts';
import { pictureType } from '../../files/pictures.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { lockPlan } from './lockPlan.ts';

/**
 * Gives a plan its picture, in place of the one it had; the same bytes again change nothing.
 * Refuses with `NotFound`, `PictureEmpty`, `PictureTooLarge` or `PictureWrongKind`.
 */
export async function setPlanPicture(ctx: Context, planId: string, bytes: Buffer): Promise<void> {
  const contentType = pictureType(bytes);
  await act(ctx, async (scene) => {
    const { name } = await lockPlan(scene.tx, planId);
    const picture = { planId, contentType, bytes, now: scene.now };
    if (!(await savePicture(scene.tx, picture))) return;
    const data = { plan_id: planId, plan: name, change: 'picture_set' };
    await recordActivity(scene, [{ event: 'plan_changed', data }]);
  });
}

/** Takes a plan's picture away, if it has one. Refuses with `NotFound`. */
export async function removePlanPicture(ctx: Context, planId: string): Promise<void> {
  await act(ctx, async (scene) => {
    const { name } = await lockPlan(scene.tx, planId);
    if (!(await dropPicture(scene.tx, planId))) return;
    const data = { plan_id: planId, plan: name, change: 'picture_removed' };
    await recordActivity(scene, [{ event: 'plan_changed', data }]);
  });
}
