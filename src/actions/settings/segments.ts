import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';

export type SegmentInput = { name: string; query: string; shared: boolean };

/** Saves a query, which the caller checked, under a name: for everybody or one of the staff. */
export function createSegment(
  ctx: Context,
  staffId: string | null,
  input: SegmentInput,
): Promise<{ id: string }> {
  const id = newId();
  return act(ctx, async (scene) => {
    await scene.tx.exec(
      `insert into segment (org_id, id, name, query, staff_id, created_at)
       values (app_org(), $1, $2, $3, $4, $5)`,
      [id, input.name.trim(), input.query, input.shared ? null : staffId, scene.now],
    );
    return { id };
  });
}

type Edit = { id: string; version: number; staffId: string | null };

/** Changes a segment: a shared one, or one's own. */
export function updateSegment(ctx: Context, edit: Edit & { input: Partial<SegmentInput> }) {
  return act(ctx, async ({ tx }) => {
    await lockSegment(tx, edit);
    const { input } = edit;
    await tx.exec(
      `update segment set name = coalesce($2, name), query = coalesce($3, query),
         staff_id = case $4::boolean when true then null when false then $5 else staff_id end,
         version = version + 1
       where id = $1`,
      [
        edit.id,
        input.name?.trim() ?? null,
        input.query ?? null,
        input.shared ?? null,
        edit.staffId,
      ],
    );
  });
}

/** Deletes a segment: a shared one, or one's own. */
export function deleteSegment(ctx: Context, edit: Edit): Promise<void> {
  return act(ctx, async ({ tx }) => {
    await lockSegment(tx, edit);
    await tx.exec('delete from segment where id = $1', [edit.id]);
  });
}

async function lockSegment(
  tx: { maybeOne<T extends object>(sql: string, params: unknown[]): Promise<T | undefined> },
  edit: Edit,
): Promise<void> {
  const row = await tx.maybeOne<{ version: number }>(
    `select version from segment where id = $1 and (staff_id is null or staff_id = $2) for update`,
    [edit.id, edit.staffId],
  );
  if (!row) throw new NotFound();
  if (row.version !== edit.version) throw new StaleEdit();
}
