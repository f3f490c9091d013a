import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  const { slug } = await staff.call<{ slug: string }>('POST', '/organizations', {
    organization: {
      ...{ name: 'Joint Works', kind: 'space', language: 'en', currency: 'EUR' },
      ...{ timezone: 'Europe/Paris', country: 'FR', billing_day: 1, sandbox: true },
    },
    start: 'empty',
  });
  org = slug;
});

test.beforeEach(({ page }) => staff.opens(page));

/** The first of the next month of the sandbox, when everybody is billed. */
async function nextMonth(): Promise<string> {
  const { today } = await staff.call<{ today: string }>('GET', `/organizations/${org}`);
  const [year, month] = today.split('-').map(Number);
  return new Date(Date.UTC(year!, month!, 1)).toISOString().slice(0, 10);
}

test('a company that pays for two people gets one invoice with a line for each', async ({
  page,
}) => {
  await page.goto(`/o/${org}/settings/documents`);
  await page.getByText('One invoice per payer').click();
  await page
    .getByRole('region', { name: 'How invoices are made' })
    .or(page.locator('section').filter({ hasText: 'How invoices are made' }))
    .getByRole('button', { name: 'Save' })
    .click();
  await expect(page.getByRole('switch', { name: 'One invoice per payer' })).toBeChecked();
  const at = `/organizations/${org}`;
  const first_billing_on = await nextMonth();
  const price = { amount: 12000, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const plan = await staff.call<{ id: string }>('POST', `${at}/plans`, {
    ...{ name: 'Desk', kind: 'recurring', tax_rate: '20', prices: [price] },
  });
  const company = await staff.call<{ id: string }>('POST', `${at}/contacts`, {
    ...{ kind: 'company', display_name: 'Studio Nord', email: 'nord@example.org' },
  });
  for (const name of ['Ana Petit', 'Bo Lind']) {
    await staff.call('POST', `${at}/subscriptions`, {
      plan_id: plan.id,
      contact: { display_name: name, email: `${name.split(' ')[0]}@example.org` },
      payer_id: company.id,
      ...{ first_billing_on, prorate: false },
    });
  }
  await staff.advance(org, first_billing_on);
  await page.goto(`/o/${org}/invoices`);
  await page.getByText('Studio Nord').first().click();
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByText('Ana Petit · Desk')).toBeVisible();
  await expect(drawer.getByText('Bo Lind · Desk')).toBeVisible();
  await expect(drawer.getByText('Covers')).toBeVisible();
  await expect(drawer.getByText('€240').first()).toBeVisible();
  await expectAccessible(page, 'a consolidated invoice');
  await drawer.getByRole('link', { name: 'Ana Petit' }).click();
  await page.getByRole('tab', { name: /Invoices/ }).click();
  await expect(page.getByText(/^\d{4}-000001$/).first()).toBeVisible();
});
