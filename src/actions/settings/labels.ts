import { recordActivity } from '../../activity/record.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { AddressTaken, LabelByRule } from '../../domain/members/contact.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { isDuplicate } from '../people/contactInput.ts';

/** Makes a label; names are unique whatever their case and accents. */
export async function createLabel(ctx: Context, name: string): Promise<{ id: string }> {
  const id = newId();
  await unique(name, () =>
    act(ctx, async (scene) => {
      await scene.tx.exec(
        'insert into label (org_id, id, name, created_at) values (app_org(), $1, $2, $3)',
        [id, name.trim(), scene.now],
      );
    }),
  );
  return { id };
}

/** Renames a label; one that follows a plan's name refuses with `LabelByRule`. */
export function renameLabel(
  ctx: Context,
  edit: { id: string; version: number; name: string },
): Promise<void> {
  return unique(edit.name, () =>
    act(ctx, async (scene) => {
      await lockOwnLabel(scene, edit);
      await scene.tx.exec('update label set name = $2, version = version + 1 where id = $1', [
        edit.id,
        edit.name.trim(),
      ]);
    }),
  );
}

/** Deletes a label from everybody. */
export function deleteLabel(ctx: Context, edit: { id: string; version: number }): Promise<void> {
  return act(ctx, async (scene) => {
    const label = await lockOwnLabel(scene, edit);
    await scene.tx.exec('delete from label where id = $1', [edit.id]);
    await recordActivity(scene, [
      { event: 'settings_changed', data: { label_deleted: label.name } },
    ]);
  });
}

async function lockOwnLabel(scene: Scene, edit: { id: string; version: number }) {
  const label = await scene.tx.maybeOne<{ name: string; rule: string | null; version: number }>(
    'select name, rule, version from label where id = $1 for update',
    [edit.id],
  );
  if (!label) throw new NotFound();
  if (label.version !== edit.version) throw new StaleEdit();
  if (label.rule === 'plan') throw new LabelByRule({ name: label.name });
  return label;
}

async function unique<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (isDuplicate(error, 'label_name')) throw new AddressTaken({ name });
    throw error;
  }
}
