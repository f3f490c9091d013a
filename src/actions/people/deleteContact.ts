import { recordActivity } from '../../activity/record.ts';
import { lockContact } from '../../db/people/contact.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import { ContactStillRunning } from '../../domain/members/contact.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';

/**
 * Deletes a contact: refused while a subscription runs or they pay for one, saying which. What law
 * keeps (invoices, payments, ledger) stays, with the person anonymised (spec/people.md).
 */
export function deleteContact(ctx: Context, edit: { id: string; version: number }): Promise<void> {
  return act(ctx, (scene) => deleteContactIn(scene, edit.id, edit.version));
}

/** The same in an open transaction, whatever version when none is given. */
export async function deleteContactIn(scene: Scene, id: string, version?: number): Promise<void> {
  const contact = await lockContact(scene.tx, id);
  if (!contact) throw new NotFound();
  if (version !== undefined && contact.version !== version) throw new StaleEdit();
  await refuseRunning(scene, id, contact.display_name);
  await anonymize(scene, id);
  await recordActivity(scene, [{ event: 'contact_deleted', contactId: id }]);
}

async function refuseRunning(scene: Scene, id: string, name: string): Promise<void> {
  const running = await scene.tx.query<{ plan: string }>(
    `select v.name as plan from subscription s
     join plan_version v on v.org_id = s.org_id and v.id = s.plan_version_id
     where (s.contact_id = $1 or s.payer_id = $1) and s.state not in ('cancelled', 'expired')
     limit 1`,
    [id],
  );
  if (running[0]) throw new ContactStillRunning({ name, plan: running[0].plan });
}

async function anonymize(scene: Scene, id: string): Promise<void> {
  const { tx, now } = scene;
  await tx.exec('update contact set company_id = null where company_id = $1', [id]);
  await tx.exec('update contact set payer_id = null where payer_id = $1', [id]);
  for (const table of ['note', 'contact_label', 'sign_in_link', 'message']) {
    await tx.exec(`delete from ${table} where contact_id = $1`, [id]);
  }
  await tx.exec(
    `update contact set display_name = '—', first_name = null, last_name = null, email = null,
       phone = null, discord = null, website = null, vat_number = null, reverse_charge = false,
       job_title = null, birthday = null, address = null, billing_address = null, fields = '{}',
       external_id = null, consent = 'none', consent_proof = null, user_id = null,
       blocked_reason = null, deleted_at = $2, updated_at = $2, version = version + 1
     where id = $1`,
    [id, now],
  );
  // Under an account nobody can be named with any more, nothing may be debited.
  await tx.exec(
    `update sepa_mandate set holder = '—', iban = '', last4 = '', bic = null, agreed_text = null,
       ended_at = coalesce(ended_at, $2), end_reason = coalesce(end_reason, 'revoked'),
       ended_by = coalesce(ended_by, $3)
     where org_id = app_org() and payer_id = $1`,
    [id, now, scene.actor],
  );
  await tx.exec('delete from directory where contact_id = $1', [id]);
}
