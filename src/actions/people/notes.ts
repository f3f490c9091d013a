import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { findContact } from '../../db/people/contact.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

export type NoteType = 'call' | 'meeting' | 'email' | 'delivery' | 'payment' | 'other';
export type NoteInput = { type: NoteType; body: string; pinned: boolean };

/** Adds a private note to a contact; no member ever sees it (spec/people.md). */
export function addNote(
  ctx: Context,
  contactId: string,
  input: NoteInput,
): Promise<{ id: string }> {
  return act(ctx, async (scene) => {
    if (!(await findContact(scene.tx, contactId))) throw new NotFound();
    return writeNote(scene, contactId, input);
  });
}

/** The same inside an open transaction. */
export async function writeNote(scene: Scene, contactId: string, input: NoteInput) {
  const id = newId();
  const { actor } = scene;
  const author = actor.kind === 'system' ? { id: null, name: 'Cercle' } : actor;
  await scene.tx.exec(
    `insert into note (org_id, id, contact_id, type, body, pinned, author_id, author_name, created_at)
     values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, contactId, input.type, input.body.trim(), input.pinned, author.id, author.name, scene.now],
  );
  await recordActivity(scene, [{ event: 'note_added', contactId, data: { type: input.type } }]);
  await refreshDirectory(scene.tx, [contactId]);
  return { id };
}

/** Changes a note; refuses with `StaleEdit` when somebody changed it since `version`. */
export function editNote(
  ctx: Context,
  edit: { id: string; version: number; input: Partial<NoteInput> },
): Promise<void> {
  return act(ctx, async (scene) => {
    const note = await lockNote(scene, edit);
    await scene.tx.exec(
      `update note set type = coalesce($2, type), body = coalesce($3, body),
         pinned = coalesce($4, pinned), version = version + 1,
         edited_at = case when $3::text is null then edited_at else $5 end
       where id = $1`,
      [
        edit.id,
        edit.input.type ?? null,
        edit.input.body?.trim() ?? null,
        edit.input.pinned ?? null,
        scene.now,
      ],
    );
    await refreshDirectory(scene.tx, [note.contact_id]);
  });
}

/** Deletes a note. */
export function deleteNote(ctx: Context, edit: { id: string; version: number }): Promise<void> {
  return act(ctx, async (scene) => {
    const note = await lockNote(scene, edit);
    await scene.tx.exec('delete from note where id = $1', [edit.id]);
    await refreshDirectory(scene.tx, [note.contact_id]);
  });
}

async function lockNote(scene: Scene, edit: { id: string; version: number }) {
  const note = await scene.tx.maybeOne<{ contact_id: string; version: number }>(
    'select contact_id, version from note where id = $1 for update',
    [edit.id],
  );
  if (!note) throw new NotFound();
  if (note.version !== edit.version) throw new StaleEdit();
  return note;
}
