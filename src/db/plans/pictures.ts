import type { Queryable, Tx } from '../transaction.ts';

export type Picture = { contentType: string; bytes: Buffer };

/** The hash of the picture of a plan's row `p`, in hex; null without one. */
export const pictureOf = (p: string) =>
  `(select x.sha256 from plan_picture x where x.org_id = ${p}.org_id and x.plan_id = ${p}.id)`;

/** A plan's picture, when it has this hash. */
export async function findPicture(
  tx: Queryable,
  plan: { id: string; sha256: string },
): Promise<Picture | undefined> {
  return tx.maybeOne<Picture>(
    `select content_type as "contentType", bytes from plan_picture
     where org_id = app_org() and plan_id = $1 and sha256 = $2`,
    [plan.id, plan.sha256],
  );
}

/** Whether a member may see a plan: they hold or held it, or could join it by themselves. */
export async function showsPlanTo(
  tx: Queryable,
  contactId: string,
  planId: string,
): Promise<boolean> {
  const row = await tx.maybeOne(
    `select 1 from plan where org_id = app_org() and id = $2
       and ((public and archived_at is null and deleted_at is null)
         or exists (select from subscription s where s.org_id = app_org() and s.plan_id = plan.id
           and s.contact_id = $1))`,
    [contactId, planId],
  );
  return row !== undefined;
}

/** Writes a plan's picture; false when it is the one it has. */
export async function savePicture(
  tx: Tx,
  picture: Picture & { planId: string; now: string },
): Promise<boolean> {
  const saved = await tx.exec(
    `insert into plan_picture as had (org_id, plan_id, content_type, bytes, sha256, created_at)
     values (app_org(), $1, $2, $3, encode(sha256($3), 'hex'), $4)
     on conflict (org_id, plan_id) do update set content_type = excluded.content_type,
       bytes = excluded.bytes, sha256 = excluded.sha256, created_at = excluded.created_at
     where had.sha256 <> excluded.sha256`,
    [picture.planId, picture.contentType, picture.bytes, picture.now],
  );
  return saved > 0;
}

/** Deletes a plan's picture; false when it had none. */
export async function dropPicture(tx: Tx, planId: string): Promise<boolean> {
  const dropped = await tx.exec(
    'delete from plan_picture where org_id = app_org() and plan_id = $1',
    [planId],
  );
  return dropped > 0;
}
