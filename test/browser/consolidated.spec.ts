import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';

test.describe.configure({ mode: 'serial', timeout: 240_000 });
test.use({ actionTimeout: 15_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Joint Works', kind: 'space', start: 'empty' });
});

/** The first of the next month of the sandbox, when everybody is billed. */
async function nextMonth(): Promise<string> {
  const { today } = await staff.call<{ today: string }>('GET', `/organizations/${org}`);
  const [year = 0, month = 0] = today.split('-').map(Number);
  return new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);
}

/** A company that pays for two people, who begin on that day. */
async function company(first_billing_on: string): Promise<void> {
  const at = `/organizations/${org}`;
  const price = { amount: 12000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const plan = await staff.call('POST', `${at}/plans`, {
    ...{ name: 'Desk', kind: 'recurring', tax_rate: '20', prices: [price] },
  });
  const payer = await staff.call('POST', `${at}/contacts`, {
    ...{ kind: 'company', display_name: 'Studio Nord', email: 'nord@example.org' },
  });
  for (const name of ['Ana Petit', 'Bo Lind']) {
    await staff.call('POST', `${at}/subscriptions`, {
      ...{ plan_id: plan.id, payer_id: payer.id, first_billing_on, prorate: false },
      contact: { display_name: name, email: `${name.split(' ')[0]}@example.org` },
    });
  }
}

test('a company that pays for two people gets one invoice with a line for each, and pays it', async ({
  page,
}) => {
  await staff.opens(page);
  await page.goto(`/o/${org}/settings?section=documents`);
  await page.getByRole('switch', { name: 'One invoice per payer' }).check();
  const chosen = page.locator('section').filter({ hasText: 'How invoices are made' });
  await chosen.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  const first = await nextMonth();
  await company(first);
  await staff.advance(org, first);

  await page.goto(`/o/${org}/invoices`);
  await page.getByText('Studio Nord').first().click();
  const drawer = page.getByRole('complementary');
  for (const name of ['Ana Petit', 'Bo Lind']) {
    await expect(drawer.getByText(`${name} · Desk`)).toBeVisible();
    await expect(drawer.getByRole('link', { name })).toBeVisible();
  }
  await expect(drawer.getByText('€240').first()).toBeVisible();
  await expectAccessible(page, 'a consolidated invoice');
  await drawer.getByRole('button', { name: 'Record a payment' }).click();
  await page.getByRole('button', { name: 'Record €240' }).click();
  await expect(drawer.getByText('paid', { exact: true })).toBeVisible();
  const file = drawer.getByRole('link', { name: /-000001\.pdf$/ });
  const pdf = await page.request.get((await file.getAttribute('href')) ?? '');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await drawer.getByRole('link', { name: 'Ana Petit' }).click();
  await page.getByRole('tab', { name: /Invoices/ }).click();
  await expect(page.getByText(/^\d{4}-000001$/).first()).toBeVisible();
});
