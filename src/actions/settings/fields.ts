import { recordActivity } from '../../activity/record.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { AddressTaken } from '../../domain/members/contact.ts';
import { newId } from '../../ids.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import { isDuplicate } from '../people/contactInput.ts';

export type FieldType = 'text' | 'number' | 'amount' | 'date' | 'boolean' | 'choice';
export type FieldInput = {
  key: string;
  label_en: string;
  label_fr: string;
  type: FieldType;
  choices: string[];
  visibility: 'staff' | 'member_sees' | 'member_edits';
};

/** Adds an own field. Its key never changes afterwards, its labels may (spec/people.md). */
export async function createField(ctx: Context, input: FieldInput): Promise<{ id: string }> {
  const id = newId();
  try {
    await act(ctx, async (scene) => {
      await scene.tx.exec(
        `insert into field (org_id, id, key, label_en, label_fr, type, choices, visibility,
           position, created_at)
         select app_org(), $1, $2, $3, $4, $5, $6, $7, coalesce(max(position), 0) + 1, $8
         from field`,
        [
          id,
          input.key,
          input.label_en,
          input.label_fr,
          input.type,
          input.choices,
          input.visibility,
          scene.now,
        ],
      );
      await recordActivity(scene, [{ event: 'settings_changed', data: { field: input.key } }]);
    });
  } catch (error) {
    if (isDuplicate(error, 'field_org_id_key_key')) throw new AddressTaken({ name: input.key });
    throw error;
  }
  return { id };
}

/** Changes labels, choices and who sees it; type and key stay. */
export function updateField(
  ctx: Context,
  edit: { id: string; version: number; input: Partial<Omit<FieldInput, 'key' | 'type'>> },
): Promise<void> {
  return act(ctx, async (scene) => {
    const { input } = edit;
    const changed = await scene.tx.exec(
      `update field set label_en = coalesce($3, label_en), label_fr = coalesce($4, label_fr),
         choices = coalesce($5, choices), visibility = coalesce($6, visibility),
         version = version + 1
       where id = $1 and version = $2`,
      [
        edit.id,
        edit.version,
        input.label_en ?? null,
        input.label_fr ?? null,
        input.choices ?? null,
        input.visibility ?? null,
      ],
    );
    if (changed === 0) await refuseMissing(scene.tx, edit.id);
    await recordActivity(scene, [{ event: 'settings_changed', data: { field_id: edit.id } }]);
  });
}

/** Deletes a field with every value of it; `valuesOf` says beforehand how many go. */
export function deleteField(ctx: Context, edit: { id: string; version: number }): Promise<void> {
  return act(ctx, async (scene) => {
    const { tx } = scene;
    const field = await tx.maybeOne<{ key: string; version: number }>(
      'select key, version from field where id = $1 for update',
      [edit.id],
    );
    if (!field) throw new NotFound();
    if (field.version !== edit.version) throw new StaleEdit();
    await tx.exec('update contact set fields = fields - $1 where fields ? $1', [field.key]);
    await tx.exec('update directory set fields = fields - $1 where fields ? $1', [field.key]);
    await tx.exec('delete from field where id = $1', [edit.id]);
    await recordActivity(scene, [
      { event: 'settings_changed', data: { field_deleted: field.key } },
    ]);
  });
}

async function refuseMissing(
  tx: { maybeOne<T extends object>(sql: string, params: unknown[]): Promise<T | undefined> },
  id: string,
): Promise<never> {
  const row = await tx.maybeOne('select 1 as found from field where id = $1', [id]);
  throw row ? new StaleEdit() : new NotFound();
}
