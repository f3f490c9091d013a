import { recordActivity } from '../../activity/record.ts';
import { hashSecret } from '../../db/identity.ts';
import { defineRefusal, NotAllowed, NotFound } from '../../domain/errors.ts';
import type { Role } from '../../domain/staff/permissions.ts';
import { newId, newToken } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { queueMessages } from '../messages/queueMessages.ts';

export const LastOwner = defineRefusal('last_owner', 409, {
  en: 'An organization needs an owner. Make somebody else owner first.',
  fr: "Une organisation a besoin d'un propriétaire. Nommez d'abord quelqu'un d'autre.",
});

const invitationDays = 14;

/**
 * Invites somebody to the team by e-mail, valid for fourteen days. Owners are not invited: an
 * owner gives the role afterwards.
 */
export function inviteStaff(
  ctx: Context,
  input: { email: string; role: Exclude<Role, 'owner'> },
): Promise<{ id: string }> {
  return act(ctx, async (scene) => {
    const id = newId();
    const token = newToken();
    const { actor, now, tx, org } = scene;
    await tx.exec(
      `insert into staff_invitation (org_id, id, email, role, token_hash, invited_by, created_at,
         expires_at)
       values (app_org(), $1, $2, $3, $4, $5, $6, $6::timestamptz + interval '14 days')`,
      [
        id,
        input.email.trim().toLowerCase(),
        input.role,
        hashSecret(token),
        actor.kind === 'staff' ? actor.id : null,
        ctx.clock.now(),
      ],
    );
    await queueMessages(scene, [
      {
        cause: `staff_invitation:${id}`,
        template: 'staff_invitation',
        contactId: null,
        toEmail: input.email.trim(),
        language: org.language,
        data: {
          acceptUrl: `${ctx.baseUrl}/invitation?token=${token}`,
          role: input.role,
          invitedBy: actor.kind === 'staff' ? actor.name : null,
        },
      },
    ]);
    await recordActivity({ ...scene, now }, [
      { event: 'staff_changed', data: { invited: input.role, days: invitationDays } },
    ]);
    return { id };
  });
}

/** Takes an open invitation back. */
export function withdrawInvitation(ctx: Context, id: string): Promise<void> {
  return act(ctx, async ({ tx }) => {
    const count = await tx.exec(
      'delete from staff_invitation where id = $1 and accepted_at is null',
      [id],
    );
    if (count === 0) throw new NotFound();
  });
}

/** Gives somebody of the team another role. Only an owner makes or unmakes owners. */
export function changeRole(
  ctx: Context,
  edit: { staffId: string; role: Role; byRole: Role },
): Promise<void> {
  return act(ctx, async (scene) => {
    const before = await lockStaff(scene, edit.staffId);
    const touchesOwner = before.role === 'owner' || edit.role === 'owner';
    if (touchesOwner && edit.byRole !== 'owner') throw new NotAllowed();
    if (before.role === 'owner' && edit.role !== 'owner') await refuseLastOwner(scene);
    await scene.tx.exec('update staff set role = $2 where id = $1', [edit.staffId, edit.role]);
    await recordActivity(scene, [
      { event: 'staff_changed', data: { from: before.role, to: edit.role } },
    ]);
  });
}

/** Takes somebody off the team at once; their contact record, if any, stays as it is. */
export function removeStaff(ctx: Context, edit: { staffId: string; byRole: Role }): Promise<void> {
  return act(ctx, async (scene) => {
    const before = await lockStaff(scene, edit.staffId);
    if (before.role === 'owner' && edit.byRole !== 'owner') throw new NotAllowed();
    if (before.role === 'owner') await refuseLastOwner(scene);
    await scene.tx.exec('delete from staff where id = $1', [edit.staffId]);
    await recordActivity(scene, [{ event: 'staff_changed', data: { removed: before.role } }]);
  });
}

async function lockStaff(scene: Scene, id: string): Promise<{ role: Role }> {
  const row = await scene.tx.maybeOne<{ role: Role }>(
    'select role from staff where id = $1 for update',
    [id],
  );
  if (!row) throw new NotFound();
  return row;
}

async function refuseLastOwner(scene: Scene): Promise<void> {
  const owners = await scene.tx.query(`select 1 from staff where role = 'owner' for update`, []);
  if (owners.length <= 1) throw new LastOwner();
}
