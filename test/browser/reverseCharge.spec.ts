import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let company = '';

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ actionTimeout: 15_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Border Works', kind: 'space', start: 'empty' });
  const price = { amount: 12000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const at = `/organizations/${org}`;
  await staff.call('POST', `${at}/plans`, {
    ...{ name: 'Desk', kind: 'recurring', tax_rate: '20', tax_inclusive: true, prices: [price] },
  });
  const made = await staff.call<{ id: string }>('POST', `${at}/contacts`, {
    ...{ kind: 'company', display_name: 'Klang AG', email: 'klang@example.org' },
  });
  company = made.id;
});

test.beforeEach(({ page }) => staff.opens(page));

/** Edits a fact of the record where it stands. */
async function edit(
  page: Page,
  fact: string,
  fill: (form: ReturnType<Page['locator']>) => unknown,
) {
  const row = page
    .getByLabel('Facts')
    .locator('div', { has: page.getByText(fact, { exact: true }) });
  await row.getByRole('button', { name: `Edit ${fact}` }).click();
  await fill(row);
  await row.getByRole('button', { name: 'Save' }).click();
}

test('a company is marked as reverse charge once both VAT numbers are known', async ({ page }) => {
  const reverse = 'reverse charge, owed by the payer';
  const mark = (row: ReturnType<Page['locator']>) =>
    row.getByRole('combobox').selectOption(reverse);
  await page.goto(`/o/${org}/people/${company}`);
  await edit(page, 'VAT number', (row) => row.getByRole('textbox').fill('DE123456789'));
  await expect(page.getByLabel('Facts').getByText('DE123456789')).toBeVisible();
  await edit(page, 'Tax on invoices', mark);
  await expect(page.getByText('enter it in Settings, Documents.')).toBeVisible();

  await page.goto(`/o/${org}/settings?section=documents`);
  await page.getByRole('textbox', { name: 'VAT number' }).fill('FR12345678901');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved.')).toBeVisible();

  await page.goto(`/o/${org}/people/${company}`);
  await edit(page, 'Tax on invoices', mark);
  await expect(page.getByLabel('Facts').getByText(reverse)).toBeVisible();
  await expectAccessible(page, 'the record of a payer in reverse charge');
  await edit(page, 'VAT number', (row) => row.getByRole('textbox').fill(''));
  await expect(page.getByText('End the reverse charge first.')).toBeVisible();
});

test('who joins at its cost is billed without tax, and the drawer says why', async ({ page }) => {
  await staff.call('POST', `/organizations/${org}/subscriptions`, {
    ...{ plan_id: await desk(), payer_id: company, collection: 'invoice', prorate: false },
    contact: { display_name: 'Ana Petit', email: 'ana@example.org' },
    first_billing_on: await today(),
  });
  await page.goto(`/o/${org}/invoices`);
  await page.getByText('Klang AG').first().click();
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByText('Reverse charge', { exact: true })).toBeVisible();
  await expect(drawer.getByText(/^Reverse charge, VAT owed by the payer on €100/)).toBeVisible();
  await expect(drawer.getByText('€120')).toHaveCount(0);
  await expectAccessible(page, 'an invoice in reverse charge');
  await drawer.getByRole('link', { name: 'Ana Petit' }).click();
  await page.getByRole('tab', { name: 'Subscriptions' }).click();
  await expect(page.getByText(/billed without tax \(reverse charge\)/)).toBeVisible();
});

test('an invoice by hand to it begins in reverse charge', async ({ page }) => {
  await page.goto(`/o/${org}/drafts?open=new`);
  await page.getByRole('combobox', { name: 'For', exact: true }).fill('Klang');
  await page.getByRole('option', { name: 'Klang AG' }).click();
  const box = page.getByRole('checkbox', { name: /^Reverse charge/ });
  await expect(box).toBeChecked();
  await page.getByRole('textbox', { name: 'Description of line 1' }).fill('Room');
  await page.getByRole('textbox', { name: 'Unit price of line 1' }).fill('50');
  await expect(page.getByText('€50', { exact: true }).last()).toBeVisible();
  await expectAccessible(page, 'a draft in reverse charge');
  await box.uncheck();
  await expect(page.getByText('€60', { exact: true })).toBeVisible();
  await box.check();
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await page.getByRole('button', { name: 'Issue…' }).click();
  await page.getByRole('button', { name: 'Issue €50' }).click();
  await expect(page.getByRole('complementary').getByText(/VAT owed by the payer/)).toBeVisible();
});

async function desk(): Promise<string> {
  const { items } = await staff.call<{ items: { id: string }[] }>(
    'GET',
    `/organizations/${org}/plans`,
  );
  return items[0]!.id;
}

async function today(): Promise<string> {
  return (await staff.call<{ today: string }>('GET', `/organizations/${org}`)).today;
}
