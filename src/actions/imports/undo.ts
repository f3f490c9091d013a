import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { ImportRecordRow } from '../../db/imports/imports.ts';
import { lockImport, updateImport } from '../../db/imports/imports.ts';
import type { Kept } from '../../db/imports/undo.ts';
import {
  contactsToRefresh,
  removeContacts,
  removeExtras,
  removeSubscriptions,
  restoreContacts,
  restoreSubscriptions,
  stageUndo,
} from '../../db/imports/undo.ts';
import { addDays } from '../../domain/dates.ts';
import { localDateIn } from '../../domain/zones.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { ImportNotUndoable } from './refusals.ts';

/** How long an import can be taken back, in days (joining.md, "Import"). */
export const undoDays = 30;

export type Undone = { removed: number; restored: number; kept: Kept[] };

/**
 * Takes an import back within 30 days: what it made goes, what it changed is put back, what staff
 * changed since stays. Whoever was invoiced here since, has an account, or is linked to others is
 * kept and named in the answer. Refuses with `ImportNotUndoable` a second time or later.
 */
export async function undoImport(ctx: Context, input: { importId: string }): Promise<Undone> {
  return await act(ctx, async (scene) => {
    const { tx } = scene;
    const row = await lockImport(tx, input.importId);
    refuseLate(scene, row);
    const made = row.options.made ?? { companies: [], plans: [], fields: [], labels: [] };
    await stageUndo(tx, row.id);
    await removeSubscriptions(tx);
    await restoreSubscriptions(tx);
    const restored = await restoreContacts(tx, row.finishedAt!);
    const { removed, kept } = await removeContacts(tx, made.companies);
    await removeExtras(tx, { ...made, labelId: row.labelId });
    await refreshDirectory(tx, await contactsToRefresh(tx));
    await updateImport(tx, row.id, { state: 'undone', undoneAt: scene.now });
    await recordActivity(scene, [
      {
        event: 'import_undone',
        data: {
          ...{ import_id: row.id, file: row.fileName, removed: removed.length, restored },
          kept: kept.length,
        },
      },
    ]);
    return { removed: removed.length, restored, kept };
  });
}

function refuseLate({ org, today }: Scene, { state, finishedAt }: ImportRecordRow): void {
  if (state === 'done' && finishedAt !== null) {
    const last = addDays(localDateIn(finishedAt, org.timezone), undoDays);
    if (today <= last) return;
  }
  throw new ImportNotUndoable({ days: undoDays });
}
