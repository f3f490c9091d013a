import { recordActivity } from '../../activity/record.ts';
import { hashSecret } from '../../db/identity.ts';
import { NotFound } from '../../domain/errors.ts';
import type { Role } from '../../domain/staff/permissions.ts';
import { newId, newToken } from '../../ids.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';

export type ApiKeyInput = {
  name: string;
  role: Exclude<Role, 'owner'>;
  expires_at?: string | null;
};

/** Makes an API key. The secret is answered once and only its hash is kept. */
export function createApiKey(
  ctx: Context,
  input: ApiKeyInput,
): Promise<{ id: string; secret: string; prefix: string }> {
  const id = newId();
  const secret = `cercle_${newToken()}`;
  const prefix = secret.slice(0, 12);
  return act(ctx, async (scene) => {
    const { actor, now, tx } = scene;
    await tx.exec(
      `insert into api_key (org_id, id, name, prefix, secret_hash, role, created_by, created_at,
         expires_at)
       values (app_org(), $1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        id,
        input.name.trim(),
        prefix,
        hashSecret(secret),
        input.role,
        actor.kind === 'staff' ? actor.id : null,
        now,
        input.expires_at ?? null,
      ],
    );
    await recordActivity(scene, [{ event: 'staff_changed', data: { api_key: input.name } }]);
    return { id, secret, prefix };
  });
}

/** Ends a key at once. */
export function revokeApiKey(ctx: Context, id: string): Promise<void> {
  return act(ctx, async (scene) => {
    const count = await scene.tx.exec(
      'update api_key set revoked_at = $2 where id = $1 and revoked_at is null',
      [id, scene.now],
    );
    if (count === 0) throw new NotFound();
    await recordActivity(scene, [{ event: 'staff_changed', data: { api_key_revoked: id } }]);
  });
}
