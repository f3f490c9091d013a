import { recordActivity } from '../../activity/record.ts';
import { rebuildDirectory } from '../../db/directory/rebuild.ts';
import { reverseChargePayers } from '../../db/people/contact.ts';
import { OwnVatNumberNeeded } from '../../domain/billing/reverseCharge.ts';
import { StaleEdit } from '../../domain/errors.ts';
import { atField } from '../../domain/fields.ts';
import { checkSettings, settingsSchema } from '../../domain/organizations/settings.ts';
import { vatNumberOf } from '../../domain/vatNumber.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import { checkNames, checkOffer } from '../gateways/offered.ts';

export type OrganizationEdit = {
  name?: string;
  language?: 'en' | 'fr';
  timezone?: string;
  country?: string;
  billing_day?: number;
  accent?: string;
  settings?: Record<string, unknown>;
};

/** While payers are billed in reverse charge their invoices need the number; refuses to take it. */
async function checkOwnVat({ tx }: Scene, vatNumber: string): Promise<void> {
  const count = vatNumberOf(vatNumber) === '' ? await reverseChargePayers(tx) : 0;
  const pointer = '/settings/identity/vat_number';
  if (count > 0) throw atField(OwnVatNumberNeeded, pointer, { count });
}

/**
 * Changes the organization's settings; top-level groups of `settings` are replaced whole. Documents
 * already issued keep the identity they were issued under.
 */
export function updateOrganization(
  ctx: Context,
  edit: { version: number; input: OrganizationEdit },
): Promise<void> {
  return act(ctx, async (scene) => {
    const { input } = edit;
    if (scene.org.version !== edit.version) throw new StaleEdit();
    const settings = settingsSchema.parse({ ...scene.org.settings, ...input.settings });
    if (input.settings?.payments) await checkOffer(scene, settings.payments.gateways);
    if (input.settings?.overdue) {
      checkNames(ctx, settings.overdue.by_gateway, '/settings/overdue/by_gateway');
    }
    checkSettings(settings);
    if (input.settings?.identity) await checkOwnVat(scene, settings.identity.vat_number);
    const changed = await scene.tx.exec(
      `update organization set name = coalesce($2, name), language = coalesce($3, language),
         timezone = coalesce($4, timezone), country = coalesce($5, country),
         billing_day = coalesce($6, billing_day), accent = coalesce($7, accent), settings = $8,
         version = version + 1
       where id = app_org() and version = $1`,
      [
        edit.version,
        input.name?.trim() ?? null,
        input.language ?? null,
        input.timezone ?? null,
        input.country ?? null,
        input.billing_day ?? null,
        input.accent ?? null,
        JSON.stringify(settings),
      ],
    );
    if (changed === 0) throw new StaleEdit();
    // Days are counted in the zone: the list's dates follow it.
    if (input.timezone && input.timezone !== scene.org.timezone) await rebuildDirectory(scene.tx);
    await recordActivity(scene, [
      { event: 'settings_changed', data: { keys: Object.keys({ ...input, ...input.settings }) } },
    ]);
  });
}
