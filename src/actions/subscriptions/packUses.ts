import { findUse, insertUse, undoUse } from '../../db/subscriptions/uses.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { NotFound } from '../../domain/errors.ts';
import { planUse } from '../../domain/subscriptions/uses.ts';
import { newId } from '../../ids.ts';
import type { Context } from '../context.ts';
import type { Target } from './change.ts';
import { changing, recordChange } from './change.ts';

export type Using = {
  /** Default: one. */
  count?: number;
  /** Default: today; earlier when it is written down afterwards. */
  usedOn?: LocalDate;
  note?: string;
};

/**
 * Takes uses off a pack: who wrote it down and for which day stays on record. Answers how many are
 * left. Refuses with `NoPack`, `UsesLeft`, `UseOutsidePack`, `StaleEdit`.
 */
export async function recordUse(
  ctx: Context,
  target: Target,
  how: Using = {},
): Promise<{ id: string; left: number }> {
  return changing(ctx, target, async (scene, row) => {
    const { today, now } = scene;
    const wanted = { count: how.count ?? 1, usedOn: how.usedOn ?? today };
    const { left } = planUse(row, wanted, today);
    const id = newId();
    const note = how.note?.trim() ?? '';
    const use = { id, subscriptionId: row.id, ...wanted, note, actor: scene.actor, now };
    await insertUse(scene.tx, use);
    const data = { count: wanted.count, left, on: wanted.usedOn, note };
    await recordChange(scene, row, { event: 'pack_used', data });
    return { id, left };
  });
}

/** Gives a use back that was written down by mistake; the entry stays, marked. */
export async function takeBackUse(
  ctx: Context,
  target: Target,
  useId: string,
): Promise<{ left: number }> {
  return changing(ctx, target, async (scene, row) => {
    const use = await findUse(scene.tx, row.id, useId);
    if (!use) throw new NotFound();
    await undoUse(scene.tx, { ...use, subscriptionId: row.id, actor: scene.actor, now: scene.now });
    const left = (row.usesGranted ?? 0) - row.usesTaken + use.count;
    await recordChange(scene, row, { event: 'pack_use_undone', data: { count: use.count, left } });
    return { left };
  });
}
