/** Payers who owe the tax themselves, for stories about reverse charge. */

import type { ContactInput } from '../../src/actions/people/contactInput.ts';
import { createContact } from '../../src/actions/people/createContact.ts';
import { updateContact } from '../../src/actions/people/updateContact.ts';
import { previewMember } from '../../src/actions/subscriptions/previewMember.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import type { Life } from './lifeWorld.ts';
import { goodCard } from './lifeWorld.ts';

/** Of an organization that may bill in reverse charge. */
export const identity = {
  legal_name: 'Atelier SAS',
  siren: '812345678',
  vat_number: 'FR12812345678',
};

/** A company abroad that owes the tax itself. */
export function company(life: Life, more: Partial<ContactInput> = {}) {
  return createContact(life.ctx, {
    ...{ kind: 'company', display_name: 'Klang AG', vat_number: 'DE123456789' },
    ...{ reverse_charge: true, ...more },
  });
}

/** Changes a contact as it is now. */
export async function edit(life: Life, id: string, input: ContactInput): Promise<void> {
  const [now] = await life.rows<{ version: number }>('select version from contact where id = $1', [
    id,
  ]);
  await updateContact(life.ctx, { id, version: now!.version, input });
}

/** Members whose payer is the company, at 12.00 with 20 % in it. */
export async function membership(life: Life, payerId: string, more: object = {}) {
  const silver = await life.plan({ name: 'Silver', amount: 1200, taxRate: '20', ...more });
  const wish = { planId: silver.id, payerId, firstBillingOn: d('2026-10-01') };
  const preview = await previewMember(life.ctx, { ...wish, contactId: null });
  const member = await life.join(silver.id, { ...wish, paymentMethod: goodCard });
  return { silver, preview, id: member.subscriptionId, memberId: member.contactId };
}
