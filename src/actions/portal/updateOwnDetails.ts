import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { Context } from '../context.ts';
import { act } from '../context.ts';
import type { Address } from '../people/contactInput.ts';

export type OwnDetails = {
  language?: 'en' | 'fr';
  phone?: string | null;
  address?: Address | null;
};

/** What members may change about themselves; the sign-in e-mail is not among it. */
export function updateOwnDetails(
  ctx: Context,
  contactId: string,
  input: OwnDetails,
): Promise<void> {
  return act(ctx, async (scene) => {
    const { tx, now } = scene;
    await tx.exec(
      `update contact set language = coalesce($2, language),
         phone = case when $3 then $4 else phone end,
         address = case when $5 then $6::jsonb else address end,
         version = version + 1, updated_at = $7
       where id = $1`,
      [
        contactId,
        input.language ?? null,
        input.phone !== undefined,
        input.phone ?? null,
        input.address !== undefined,
        input.address ? JSON.stringify(input.address) : null,
        now,
      ],
    );
    const fields = Object.keys(input);
    await recordActivity(scene, [{ event: 'contact_changed', contactId, data: { fields } }]);
    await refreshDirectory(tx, [contactId]);
  });
}
