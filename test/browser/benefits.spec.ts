import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
const contacts: string[] = [];

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Print Room', kind: 'creator', start: 'empty' });
  const at = `/organizations/${org}`;
  const price = { amount: 1500, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const plan = { name: 'Collector', prices: [price], description: '' };
  const { id } = await staff.call<{ id: string }>('POST', `${at}/plans`, plan);
  for (const name of ['Ana Lopes', 'Émile Roux', 'Zoé Lefèvre']) {
    const joined = await staff.call<{ contact_id: string }>('POST', `${at}/subscriptions`, {
      contact: {
        ...{ kind: 'person', display_name: name, email: `${contacts.length}@example.org` },
        address: { line1: '4 rue Haute', postal_code: '59000', city: 'Lille' },
      },
      plan_id: id,
      payment_method: { test_card: '4242424242424242' },
    });
    contacts.push(joined.contact_id);
  }
});

test.beforeEach(({ page }) => staff.opens(page));

const toast = (page: Page, text: string) => page.getByText(text, { exact: true });

test('a plan names what it gives, and what is to be delivered is there to tick off', async ({
  page,
}) => {
  await page.goto(`/o/${org}/benefits`);
  await expect(page.getByText('No benefit yet')).toBeVisible();
  await expectAccessible(page, 'no benefits');
  await page.goto(`/o/${org}/plans`);
  await page.getByRole('button', { name: 'Collector', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: 'Collector' });
  await drawer.getByRole('textbox', { name: 'New benefit' }).fill('Signed print');
  await drawer.getByRole('combobox', { name: 'To be delivered' }).click();
  await page.getByRole('option', { name: 'for each paid period' }).click();
  await drawer.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(drawer.getByRole('checkbox', { name: 'Signed print · each period' })).toBeChecked();
  await expectAccessible(page, 'plan with benefits');
  await drawer.getByRole('button', { name: 'Save the plan' }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole('link', { name: /^Benefits/ }).click();
  await expect(page.getByRole('link', { name: /^Benefits\s*3 waiting/ })).toBeVisible();
  await expect(page.getByText('0 of 3 done')).toBeVisible();
  await expectAccessible(page, 'benefits');
});

test('one is ticked, undone, many are, and all; the file has the addresses', async ({ page }) => {
  await page.goto(`/o/${org}/benefits`);
  await page.getByRole('link', { name: 'Signed print' }).click();
  await expect(page.getByText(/^0 of 3 done for /)).toBeVisible();
  await expect(page.getByText('4 rue Haute, 59000 Lille').first()).toBeVisible();
  await expectAccessible(page, 'deliveries to do');
  await page.getByRole('button', { name: 'Mark done: Ana Lopes' }).click();
  await expect(page.getByText(/^1 of 3 done for /)).toBeVisible();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(toast(page, '1 is to do again.')).toBeVisible();
  await expect(page.getByText(/^0 of 3 done for /)).toBeVisible();

  await page.getByRole('checkbox', { name: /Ana Lopes/ }).check();
  await page.getByRole('checkbox', { name: /Zoé Lefèvre/ }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Mark done' }).click();
  await expect(page.getByText(/^2 of 3 done for /)).toBeVisible();
  await page.getByRole('link', { name: 'Done', exact: true }).click();
  await expect(page).toHaveURL(/state=done/);
  await expect(page.getByRole('link', { name: 'Zoé Lefèvre' })).toBeVisible();
  await expectAccessible(page, 'deliveries done');

  await page.getByRole('button', { name: 'Mark the last one done' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, 'all of the month');
  await dialog.getByRole('button', { name: 'Mark the last one done' }).click();
  await expect(page.getByText(/^3 of 3 done for /)).toBeVisible();
  await page.getByRole('link', { name: 'To do', exact: true }).click();
  await expect(page.getByText('All is delivered')).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await page.getByRole('link', { name: 'Export with addresses' }).click();
  expect((await download).suggestedFilename()).toBe('deliveries.csv');
});

test('next month is to do again; the months stand in the address', async ({ page }) => {
  const { today } = await staff.call<{ today: string }>('GET', `/organizations/${org}`);
  const [year = 0, month = 0] = today.split('-').map(Number);
  const next = new Date(Date.UTC(year, month, 2)).toISOString().slice(0, 10);
  await staff.advance(org, next);
  await page.goto(`/o/${org}/benefits`);
  await page.getByRole('link', { name: 'Signed print' }).click();
  await expect(page.getByText(/^0 of 3 done for /)).toBeVisible();
  await page.getByRole('button', { name: 'Month before' }).click();
  await expect(page).toHaveURL(new RegExp(`month=${today.slice(0, 7)}`));
  await expect(page.getByText(/^3 of 3 done for /)).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Month after' }).click();
  await expect(page.getByRole('button', { name: 'Mark done: Ana Lopes' })).toBeVisible();
  await expectNoSideScroll(page, 'deliveries on a phone');
  await expectAccessible(page, 'deliveries on a phone');
});

test('the record and the portal say what came', async ({ browser, page }) => {
  await page.goto(`/o/${org}/people/${contacts[0]}?tab=benefits`);
  await expect(page.getByText('Signed print').first()).toBeVisible();
  await expect(page.getByText(/^done on /)).toBeVisible();
  await expectAccessible(page, 'benefits of a person');
  await staff.call('POST', `/organizations/${org}/contacts/${contacts[0]}/invitation`);
  const portal = await (await browser.newContext()).newPage();
  await portal.goto(await staff.linkIn(org, 'invitation', contacts[0]));
  await portal.getByLabel('New password').fill('four quiet words here');
  await portal.getByRole('button', { name: 'Set the password' }).click();
  const given = portal.getByRole('list', { name: 'What Collector gives' });
  await expect(given).toContainText(/Signed print · received on/);
  await expectAccessible(portal, 'portal with benefits');
  await portal.context().close();
});

test('many are marked done from the list of people', async ({ page }) => {
  await page.goto(`/o/${org}/people?q=to-deliver:any`);
  await page.getByRole('checkbox', { name: /Ana Lopes/ }).check();
  await page.getByRole('checkbox', { name: /Zoé Lefèvre/ }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'More…' }).click();
  await page.getByRole('menuitem', { name: 'Mark a benefit done' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Benefit' }).click();
  await page.getByRole('option', { name: 'Signed print' }).click();
  await expectAccessible(page, 'benefit of many people');
  await dialog.getByRole('button', { name: 'Mark it done for 2 people' }).click();
  await expect(page.getByRole('dialog').getByText('What became of it')).toBeVisible();
  await page.goto(`/o/${org}/people?q=to-deliver:any`);
  await expect(page.getByText('Émile Roux')).toBeVisible();
  await expect(page.getByText('Ana Lopes')).toHaveCount(0);
});
