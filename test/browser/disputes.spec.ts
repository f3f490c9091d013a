import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let plan: { id: string; prices: { id: string }[] };
const people: Record<string, string> = {};

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ actionTimeout: 10_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Harbor Club', kind: 'creator', start: 'empty' });
  const price = { amount: 2000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  plan = await staff.call('POST', `/organizations/${org}/plans`, {
    name: 'Mooring',
    kind: 'recurring',
    prices: [price],
  });
  for (const name of ['Rae Fund', 'Dee Spute', 'Fay Kard']) {
    const email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`;
    const joined = await staff.call<{ contact_id: string }>(
      'POST',
      `/organizations/${org}/subscriptions`,
      {
        contact: { kind: 'person', display_name: name, email },
        ...{ plan_id: plan.id, price_id: plan.prices[0]?.id, prorate: false },
        payment_method: { test_card: '4242424242424242' },
      },
    );
    people[name] = joined.contact_id;
  }
  // The first whole month is charged on the first of the next one.
  const { today } = await staff.call<{ today: string }>('GET', `/organizations/${org}`);
  const [year = 0, month = 0] = today.split('-').map(Number);
  const second = new Date(Date.UTC(year, month, 2)).toISOString().slice(0, 10);
  await staff.advance(org, second);
});

const record = (name: string) => `/o/${org}/people/${people[name]}`;

async function bankActs(page: Page, name: string, act: string): Promise<void> {
  await page.goto(`/o/${org}/gateway-differences`);
  const row = page.getByRole('row').filter({ hasText: name }).first();
  await row.getByRole('button', { name: `What the bank of ${name} does` }).click();
  await page.getByRole('menuitem', { name: act }).click();
  await expect(page.getByText('The bank did it')).toBeVisible();
}

test('a refund asks whether the renewal stops too, and the record says what came of it', async ({
  page,
}) => {
  await staff.opens(page);
  await page.goto(`${record('Rae Fund')}?act=refund`);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Credit note for invoice')).toBeVisible();
  await dialog.getByLabel('Also cancel at the end of the paid time').check();
  await dialog.getByRole('button', { name: 'Refund €20 to Rae Fund' }).click();
  await expect(page.getByText('The refund to Rae Fund is made.')).toBeVisible();
  await expect(page.getByText(/Cancelled\. Access stays until/)).toBeVisible();
  await page.goto(`${record('Rae Fund')}?tab=payments`);
  await expect(page.getByRole('cell', { name: 'refunded' })).toBeVisible();
  await bankActs(page, 'Rae Fund', 'sends the last refund back');
  await page.goto(`${record('Rae Fund')}?tab=payments`);
  await expect(page.getByRole('cell', { name: 'refund failed' })).toBeVisible();
});

test('what was paid in parts goes back part by part, and by hand where no gateway does', async ({
  page,
}) => {
  await staff.opens(page);
  const { contact_id: pat } = await staff.call<{ contact_id: string }>(
    'POST',
    `/organizations/${org}/subscriptions`,
    {
      contact: { kind: 'person', display_name: 'Pat Parts', email: 'pat.parts@example.org' },
      ...{ plan_id: plan.id, price_id: plan.prices[0]?.id, prorate: false },
    },
  );
  const draft = await staff.call<{ id: string }>('POST', `/organizations/${org}/invoice-drafts`, {
    ...{ contact_id: pat, prices_include_tax: true },
    lines: [{ description: 'Locker', quantity: 1, unit_amount: 3000, tax_rate: '20' }],
  });
  const issued = await page.request.post(
    `/api/v1/organizations/${org}/invoice-drafts/${draft.id}/issue`,
    { headers: { 'x-cercle': '1', 'if-match': '"1"' }, data: {} },
  );
  const { invoice_id: id } = (await issued.json()) as { invoice_id: string };
  for (const [amount, means] of [
    [1000, 'cash'],
    [2000, 'transfer'],
  ]) {
    const paid = { amount, means };
    await staff.call('POST', `/organizations/${org}/invoices/${id}/payments`, paid);
  }
  await page.goto(`/o/${org}/people/${pat}?act=refund`);
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('radio', { name: /cash · €10/ }).check();
  await expect(dialog.getByRole('radio', { name: /transfer · €20/ })).not.toBeChecked();
  await expect(
    dialog.getByText(/Not paid through a gateway\. Give it back yourself/),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Record €10 given back to Pat Parts' }).click();
  await expect(page.getByText('The refund to Pat Parts is recorded.')).toBeVisible();
  await page.goto(`/o/${org}/people/${pat}?act=refund`);
  await expect(dialog.getByRole('radio', { name: /transfer · €20/ })).toBeVisible();
  await expect(dialog.getByRole('radio', { name: /cash/ })).toHaveCount(0);
  await page.goto(`/o/${org}/people/${pat}?tab=invoices`);
  await page.getByRole('link', { name: /^\d{4}-\d{6}$/ }).click();
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByRole('button', { name: 'Send again' })).toBeVisible();
});

test('a dispute is opened, answered with the evidence file, and won', async ({ page }) => {
  await staff.opens(page);
  await bankActs(page, 'Dee Spute', 'disputes: nothing received');
  await page.goto(`/o/${org}/overview`);
  await page.getByRole('link', { name: /Open dispute/ }).click();
  await page.getByRole('row').filter({ hasText: 'Dee Spute' }).click();
  await expect(page.getByText('The bank took €20 back.')).toBeVisible();
  await expect(page.getByText('10 days left').first()).toBeVisible();
  await expectAccessible(page, 'dispute');
  await page.getByRole('button', { name: 'Evidence file' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download as PDF' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^evidence-.+\.pdf$/);
  await page.getByRole('button', { name: 'Send the evidence' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Send the evidence' }).click();
  await expect(page.getByText('The bank is deciding about €20.')).toBeVisible();
  await page.goto(record('Dee Spute'));
  await expect(page.getByText(/The bank took €20 back/)).toBeVisible();
  await page.goto(`/o/${org}/invoices`);
  await page.getByRole('row').filter({ hasText: 'Dee Spute' }).click();
  const invoice = page.getByRole('complementary');
  await expect(invoice.getByText(/The bank took €20 of this invoice back/)).toBeVisible();
  await expect(invoice.getByRole('button', { name: 'Record a payment' })).toBeVisible();
  for (const act of ['Charge now', 'Refund']) {
    await expect(invoice.getByRole('button', { name: act })).toHaveCount(0);
  }
  await bankActs(page, 'Dee Spute', 'decides for you');
  await page.goto(`/o/${org}/disputes?state=over`);
  await expect(page.getByRole('row').filter({ hasText: 'Dee Spute' })).toContainText('won');
});

test('a fraud refunds the payer, closes access and is listed', async ({ page }) => {
  await staff.opens(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${record('Fay Kard')}?act=refund`);
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/Somebody paid with another/).check();
  await expect(dialog.getByText(/Access closes today/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Refund €20 to Fay Kard' }).click();
  await expect(page.getByText('The refund to Fay Kard is made.')).toBeVisible();
  await page.goto(`/o/${org}/people?q=status:fraud`);
  await expect(page.getByText('Fay Kard').first()).toBeVisible();
  await page.goto(`/o/${org}/gateway-differences`);
  await expect(page.getByText('Fay Kard').first()).toBeVisible();
  await expectNoSideScroll(page, 'gateway differences');
});
