import { describe, expect, it } from 'vitest';
import { runDoctor } from '../../src/actions/doctor/runDoctor.ts';
import { deleteContact } from '../../src/actions/people/deleteContact.ts';
import { updateOrganization } from '../../src/actions/settings/organization.ts';
import { changeSubscription } from '../../src/actions/subscriptions/changeSubscription.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { lifeWorld } from './lifeWorld.ts';
import { company, edit, identity, membership } from './reverseChargeWorld.ts';

const db = await testDatabase();

describe('the record of such a payer', () => {
  it('needs its VAT number and that of the organization, as long as it lasts', async () => {
    const bare = await lifeWorld(db, '2026-10-01');
    await expect(company(bare)).rejects.toMatchObject({ code: 'seller_vat_missing' });
    const life = await lifeWorld(db, '2026-10-01', { identity });
    await expect(company(life, { vat_number: null })).rejects.toMatchObject({
      code: 'buyer_vat_missing',
    });
    const { id } = await company(life);
    for (const vat_number of [null, '123']) {
      await expect(edit(life, id, { vat_number })).rejects.toMatchObject({
        ...{ code: 'vat_number_needed', fields: [{ pointer: '/vat_number' }] },
      });
    }
    await edit(life, id, { vat_number: 'ATU 12345678' });
    const taken = { version: 1, input: { settings: { identity: { siren: '812345678' } } } };
    await expect(updateOrganization(life.ctx, taken)).rejects.toMatchObject({
      ...{ code: 'own_vat_number_needed', params: { count: 1 } },
    });
    await edit(life, id, { reverse_charge: false, vat_number: null });
    await updateOrganization(life.ctx, taken);
    await expect(edit(life, id, { reverse_charge: true })).rejects.toMatchObject({
      code: 'seller_vat_missing',
    });
    const events = await life.rows(
      `select event from activity where event like 'reverse%' order by at, id`,
    );
    expect(events).toEqual([{ event: 'reverse_charge_set' }, { event: 'reverse_charge_ended' }]);
    await life.check();
  });

  it('lets the doctor see an invoice that mixes, and a credit of another kind', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity, invoice: { per_payer: 'payer' } });
    const { id: payerId } = await company(life);
    const { silver, id } = await membership(life, payerId);
    await life.join(silver.id, { payerId, firstBillingOn: d('2026-11-01'), prorate: false });
    const gold = await life.plan({ name: 'Gold', amount: 3720, taxRate: '20' });
    life.moveTo('2026-10-16');
    await changeSubscription(life.ctx, { id }, { planId: gold.id });
    await life.day('2026-11-01');
    const broken = async () =>
      (await runDoctor(life.ctx)).filter(({ ok }) => !ok).map(({ name }) => name);
    expect(await broken()).toEqual([]);
    await life.rows(`update invoice_line set tax_rate = '20' where position = 1`);
    expect(await broken()).toEqual(['reverse_charge_bears_no_tax']);
    await life.rows(`update invoice_line set tax_rate = '20' where kind = 'proration_credit'`);
    expect(await broken()).toEqual(['reverse_charge_bears_no_tax', 'credits_taxed_as_billed']);
  });

  it('is refused without a number by the database too, and forgotten with the contact', async () => {
    const life = await lifeWorld(db, '2026-10-01', { identity });
    const { id } = await company(life);
    await expect(
      life.rows('update contact set vat_number = null where id = $1', [id]),
    ).rejects.toThrow('contact_reverse_charge');
    await deleteContact(life.ctx, { id, version: 1 });
    expect(await life.rows('select reverse_charge from contact where id = $1', [id])).toEqual([
      { reverse_charge: false },
    ]);
    await life.check();
  });
});
