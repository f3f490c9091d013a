import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import type { ContactRow } from '../../db/people/contact.ts';
import { lockContact } from '../../db/people/contact.ts';
import { NotFound, StaleEdit } from '../../domain/errors.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { ContactInput } from './contactInput.ts';
import { checkContact, turnOfTax } from './contactInput.ts';

const plain = [
  'display_name',
  'first_name',
  'last_name',
  'email',
  'phone',
  'discord',
  'website',
  'vat_number',
  'reverse_charge',
  'job_title',
  'birthday',
  'language',
  'timezone',
  'company_id',
  'payer_id',
] as const;

const structured = ['address', 'billing_address'] as const;

/**
 * Changes what was given and nothing else; own fields given as null are erased. Refuses with
 * `StaleEdit` when somebody changed the contact since `version`, and as `checkPayerTax` does.
 */
export function updateContact(
  ctx: Context,
  edit: { id: string; version: number; input: ContactInput },
): Promise<void> {
  return act(ctx, async (scene) => {
    const before = await lockContact(scene.tx, edit.id);
    if (!before) throw new NotFound();
    if (before.version !== edit.version) throw new StaleEdit();
    await changeContactIn(scene, before, edit.input);
  });
}

/** The same on a locked contact in an open transaction. */
export async function changeContactIn(
  scene: Scene,
  before: ContactRow,
  given: ContactInput,
): Promise<void> {
  const { id } = before;
  const input = await checkContact(scene, given, id);
  const turn = turnOfTax(scene, before, input);
  const { sets, values } = assignments(input);
  const consent = input.consent && input.consent !== before.consent ? input.consent : null;
  await scene.tx.exec(
    `update contact set version = version + 1, updated_at = $2,
       fields = jsonb_strip_nulls(fields || $3::jsonb),
       consent = coalesce($4, consent),
       consent_at = case when $4::text is null then consent_at else $2 end,
       consent_proof = case when $4::text is null then consent_proof else $5 end,
       email_withheld = email_withheld and email is not distinct from coalesce($6, email)
       ${sets.map((set) => `, ${set}`).join('')}
     where id = $1`,
    [
      ...[id, scene.now, JSON.stringify(input.fields ?? {}), consent],
      ...[`entered by ${scene.actor.kind}`, input.email ?? null, ...values],
    ],
  );
  await recordActivity(scene, [
    { event: 'contact_changed', contactId: id, data: { fields: changedKeys(input) } },
    ...(turn ? [{ event: `reverse_charge_${turn}` as const, contactId: id }] : []),
  ]);
  await refreshDirectory(scene.tx, await touched(scene.tx, id));
}

function assignments(input: ContactInput): { sets: string[]; values: unknown[] } {
  const sets: string[] = [];
  const values: unknown[] = [];
  for (const key of [...plain, ...structured]) {
    if (input[key] === undefined) continue;
    values.push(
      typeof input[key] === 'object' && input[key] ? JSON.stringify(input[key]) : input[key],
    );
    sets.push(`${key} = $${values.length + 6}`);
  }
  return { sets, values };
}

function changedKeys(input: ContactInput): string[] {
  return Object.keys(input).filter((key) => input[key as keyof ContactInput] !== undefined);
}

/** The contact and everybody whose row shows its name: its people and those it pays for. */
async function touched(
  tx: { query<T extends object>(sql: string, params: unknown[]): Promise<T[]> },
  id: string,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }>(
    'select id from contact where company_id = $1 or payer_id = $1',
    [id],
  );
  return [id, ...rows.map((row) => row.id)];
}
