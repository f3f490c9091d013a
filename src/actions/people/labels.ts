import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { findContact } from '../../db/people/contact.ts';
import { NotFound } from '../../domain/errors.ts';
import { LabelByRule } from '../../domain/members/contact.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/** Gives one contact a label, made when it does not exist yet. */
export function addLabel(ctx: Context, contactId: string, name: string): Promise<{ id: string }> {
  return act(ctx, async (scene) => {
    if (!(await findContact(scene.tx, contactId))) throw new NotFound();
    const [id] = await giveLabels(scene, [contactId], [name]);
    await recordActivity(scene, [{ event: 'label_added', contactId, data: { label: name } }]);
    return { id: id! };
  });
}

/** Takes a label off one contact; one given by a rule refuses with `LabelByRule`. */
export function removeLabel(ctx: Context, contactId: string, labelId: string): Promise<void> {
  return act(ctx, async (scene) => {
    const row = await scene.tx.maybeOne<{ name: string; by_rule: boolean }>(
      `select l.name, cl.by_rule from contact_label cl
       join label l on l.org_id = cl.org_id and l.id = cl.label_id
       where cl.contact_id = $1 and cl.label_id = $2`,
      [contactId, labelId],
    );
    if (!row) throw new NotFound();
    if (row.by_rule) throw new LabelByRule({ name: row.name });
    await scene.tx.exec('delete from contact_label where contact_id = $1 and label_id = $2', [
      contactId,
      labelId,
    ]);
    await recordActivity(scene, [{ event: 'label_removed', contactId, data: { label: row.name } }]);
    await refreshDirectory(scene.tx, [contactId]);
  });
}

export type Labelling = { ids: string[]; add: string[]; remove: string[] };
export type Labelled = {
  changed: number;
  excluded: { name: string; count: number; reason: 'by_rule' | 'not_found' }[];
};

/**
 * Adds and removes labels on many contacts in one transaction. Labels given by a rule stay and
 * are counted as excluded, with the reason.
 */
export function labelMany(ctx: Context, input: Labelling): Promise<Labelled> {
  return act(ctx, async (scene) => {
    const given = await giveLabels(scene, input.ids, input.add);
    const excluded: Labelled['excluded'] = [];
    for (const name of input.remove) excluded.push(...(await takeLabel(scene, input.ids, name)));
    const events = [
      ...input.add.map((label) => ['label_added', label] as const),
      ...input.remove.map((label) => ['label_removed', label] as const),
    ];
    for (const [event, label] of events) {
      await recordActivity(
        scene,
        input.ids.map((contactId) => ({ event, contactId, data: { label } })),
      );
    }
    await refreshDirectory(scene.tx, input.ids);
    return { changed: given.length + input.remove.length > 0 ? input.ids.length : 0, excluded };
  });
}

/** Gives labels by name to contacts, making those that do not exist; answers the labels' ids. */
export async function giveLabels(scene: Scene, contactIds: string[], names: string[]) {
  const ids: string[] = [];
  for (const name of new Set(names.map((each) => each.trim()).filter(Boolean))) {
    const id = await ensureLabel(scene, name);
    ids.push(id);
    await scene.tx.exec(
      `insert into contact_label (org_id, contact_id, label_id)
       select app_org(), c.id, $2 from contact c where c.id = any($1) and c.deleted_at is null
       on conflict do nothing`,
      [contactIds, id],
    );
  }
  return ids;
}

async function ensureLabel(scene: Scene, name: string): Promise<string> {
  const row = await scene.tx.one<{ id: string }>(
    `with made as (
       insert into label (org_id, id, name, created_at) values (app_org(), $1, $2, $3)
       on conflict (org_id, fold(name)) do nothing returning id)
     select id from made union all
     select id from label where fold(name) = fold($2) limit 1`,
    [newId(), name, scene.now],
  );
  return row.id;
}

async function takeLabel(scene: Scene, contactIds: string[], name: string) {
  const rows = await scene.tx.query<{ by_rule: boolean; count: number }>(
    `with label_of as (select id from label where fold(name) = fold($2)),
       gone as (delete from contact_label where contact_id = any($1) and not by_rule
         and label_id in (select id from label_of) returning 1)
     select true as by_rule, count(*)::int as count from contact_label
     where contact_id = any($1) and by_rule and label_id in (select id from label_of)`,
    [contactIds, name],
  );
  const kept = rows[0]?.count ?? 0;
  return kept > 0 ? [{ name, count: kept, reason: 'by_rule' as const }] : [];
}
