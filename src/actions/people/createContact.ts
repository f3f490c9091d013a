import { recordActivity } from '../../activity/record.ts';
import { refreshDirectory } from '../../db/directory/refresh.ts';
import { InvalidInput } from '../../domain/errors.ts';
import { newId } from '../../ids.ts';
import type { Context, Scene } from '../context.ts';
import { act } from '../context.ts';
import type { ContactInput } from './contactInput.ts';
import { checkContact, turnOfTax } from './contactInput.ts';
import { giveLabels } from './labels.ts';

export type NewContact = ContactInput & { display_name: string };

/**
 * Adds a contact; never somebody twice: an e-mail that is known refuses with `ContactExists`, whose
 * `existing_id` names the record to open (spec/people.md). Answers the new id.
 */
export function createContact(ctx: Context, input: NewContact): Promise<{ id: string }> {
  return act(ctx, (scene) => addContact(scene, input));
}

/** The same inside an open transaction, for actions that add a person on their way. */
export async function addContact(scene: Scene, input: NewContact): Promise<{ id: string }> {
  const clean = await checkContact(scene, input, null);
  if (!clean.display_name?.trim()) throw new InvalidInput();
  const turn = turnOfTax(scene, null, clean);
  const id = newId();
  const companyId = clean.company_id ?? (await companyNamed(scene, clean.company_name));
  await insertContact(scene, id, { ...clean, company_id: companyId });
  await giveLabels(scene, [id], clean.labels ?? []);
  await recordActivity(scene, [
    { event: 'contact_created', contactId: id },
    ...(turn === 'set' ? [{ event: 'reverse_charge_set' as const, contactId: id }] : []),
  ]);
  await refreshDirectory(scene.tx, [id]);
  return { id };
}

const sources = { staff: 'staff', api: 'api', member: 'signup', system: 'signup' } as const;

async function insertContact(scene: Scene, id: string, input: ContactInput): Promise<void> {
  const { actor, now, tx } = scene;
  // Nobody is signed in yet who signs up.
  const source = sources[actor.kind];
  await tx.exec(
    `insert into contact (org_id, id, source, created_at, updated_at, kind, display_name,
       first_name, last_name, email, consent, consent_at, consent_proof, phone, discord, website,
       vat_number, reverse_charge, job_title, birthday, language, timezone, company_id, payer_id,
       address, billing_address, fields)
     select app_org(), $1, $2, $3, $3, coalesce(r.kind, 'person'), trim(r.display_name),
       r.first_name, r.last_name, r.email, coalesce(r.consent, 'none'),
       case when r.consent <> 'none' then $3::timestamptz end,
       case when r.consent <> 'none' then $5 end, r.phone, r.discord, r.website, r.vat_number,
       coalesce(r.reverse_charge, false), r.job_title, r.birthday, r.language, r.timezone,
       r.company_id, r.payer_id, r.address, r.billing_address,
       jsonb_strip_nulls(coalesce(r.fields, '{}'))
     from jsonb_to_record($4::jsonb) as r (kind text, display_name text, first_name text,
       last_name text, email text, consent text, phone text, discord text, website text,
       vat_number text, reverse_charge boolean, job_title text, birthday date, language text,
       timezone text, company_id uuid, payer_id uuid, address jsonb, billing_address jsonb,
       fields jsonb)`,
    [id, source, now, JSON.stringify(input), `entered by ${actor.kind}`],
  );
}

/** The company with exactly this name, made when there is none. */
async function companyNamed(scene: Scene, name: string | undefined): Promise<string | null> {
  if (!name?.trim()) return null;
  const known = await scene.tx.query<{ id: string }>(
    `select id from contact where kind = 'company' and fold(display_name) = fold($1)
       and deleted_at is null and merged_into is null limit 1`,
    [name.trim()],
  );
  if (known[0]) return known[0].id;
  const id = newId();
  await insertContact(scene, id, { kind: 'company', display_name: name });
  await recordActivity(scene, [{ event: 'contact_created', contactId: id }]);
  await refreshDirectory(scene.tx, [id]);
  return id;
}
