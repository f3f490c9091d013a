import { expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { documentPdf } from '../../src/actions/documents/pdf.ts';
import { updateContact } from '../../src/actions/people/updateContact.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import { goodCard, lifeWorld } from './lifeWorld.ts';

const db = await testDatabase();

it('an address that changes is on later invoices, and on no earlier one', async () => {
  const life = await lifeWorld(db, '2026-10-01');
  const plan = await life.plan({ amount: 1200 });
  const first = d('2026-10-01');
  const member = await life.join(plan.id, { firstBillingOn: first, paymentMethod: goodCard });
  const id = member.contactId;
  const version = async () =>
    (await life.rows<{ version: number }>('select version from contact where id = $1', [id]))[0]!
      .version;
  const edit = async (input: Parameters<typeof updateContact>[1]['input']) =>
    updateContact(life.ctx, { id, version: await version(), input });
  const pages = async () => {
    const invoices = await life.rows<{ id: string }>('select id from invoice order by issued_on');
    return Promise.all(
      invoices.map(async (invoice) => {
        const pdf = await look(life.ctx, ({ tx }) =>
          documentPdf(tx, { kind: 'invoice', id: invoice.id }),
        );
        return pdfText(pdf.bytes).text;
      }),
    );
  };
  await edit({ address: { line1: '12 rue des Lilas', postal_code: '59000', city: 'Lille' } });
  await life.day('2026-11-01');
  await edit({ billing_address: { line1: '3 quai du Port', city: 'Brest', country: 'France' } });
  await life.day('2026-12-01');
  await edit({ billing_address: null });
  await life.day('2027-01-01');
  const [october, november, december, january] = await pages();
  expect(october).not.toMatch(/Lilas|quai/);
  expect(november).toContain('12 rue des Lilas');
  expect(november).toContain('59000 Lille');
  expect(december).toContain('3 quai du Port');
  expect(december).not.toContain('Lilas');
  expect(january).toContain('12 rue des Lilas');
  const stale = { id, version: 1, input: { address: null } };
  await expect(updateContact(life.ctx, stale)).rejects.toMatchObject({ code: 'stale_edit' });
  const told = await life.rows(
    "select data from activity where event = 'contact_changed' order by at, id",
  );
  expect(told).toMatchObject([
    { data: { fields: ['address'] } },
    { data: { fields: ['billing_address'] } },
    { data: { fields: ['billing_address'] } },
  ]);
  await life.check();
});
