import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

const works = { payment_method: { test_card: '4242424242424242' } };
const refused = '4000000000009995';

let staff: StaffApi;
let org = '';
let plan = '';

type Who = { contact: string; subscription: string };
const members: Record<string, Who> = {};

test.describe.configure({ mode: 'serial', timeout: 180_000 });

const days = (from: string, count: number) =>
  new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);

/** Joins and is cancelled: over at the end of what is paid, or at once before the start. */
async function leaves(name: string, joining: object): Promise<void> {
  type Made = { contact_id: string; subscription: { id: string } };
  const email = `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`;
  const made = await staff.call<Made>('POST', `/organizations/${org}/subscriptions`, {
    contact: { kind: 'person', display_name: name, email },
    ...{ plan_id: plan, ...joining },
  });
  const subscription = made.subscription.id;
  const at = `/organizations/${org}/subscriptions/${subscription}/cancellation`;
  await staff.call('POST', at, {});
  members[name] = { contact: made.contact_id, subscription };
}

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Quiet Harbor', kind: 'space', start: 'empty' });
  const { today } = await staff.call<{ today: string }>('GET', `/organizations/${org}`);
  const price = { amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const gold = { name: 'Gold', kind: 'recurring', prices: [price] };
  plan = (await staff.call<{ id: string }>('POST', `/organizations/${org}/plans`, gold)).id;
  const now = { start_on: today, first_billing_on: today };
  await leaves('Zoe Marin', { ...now, ...works });
  await leaves('Bo High', { ...now, collection: 'invoice' });
  const later = { start_on: days(today, 5), first_billing_on: days(today, 5) };
  await leaves('Cy Mid', { ...later, collection: 'automatic' });
  await staff.advance(org, days(today, 33));
});

/** The portal of a member, on a telephone. */
async function portalOf(browser: Browser, name: string, page = ''): Promise<Page> {
  const { contact, subscription } = members[name]!;
  await staff.call('POST', `/organizations/${org}/contacts/${contact}/invitation`);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const opened = await context.newPage();
  await opened.goto(await staff.linkIn(org, 'invitation', contact));
  await expect(opened.getByRole('heading', { name: `Welcome, ${name}` })).toBeVisible();
  await opened.goto(`/portal/${org}${page && `/return/${subscription}`}`);
  return opened;
}

/** What was billed last, whole. */
async function lastBill(): Promise<number> {
  const path = `/organizations/${org}/invoices?limit=1`;
  const { items } = await staff.call<{ items: { total: number }[] }>('GET', path);
  return items[0]!.total;
}

test('what has ended is taken up again, for what the page said', async ({ browser }) => {
  const page = await portalOf(browser, 'Zoe Marin');
  await expect(page.getByText('ended', { exact: true })).toBeVisible();
  await expectAccessible(page, 'start, ended');
  await page.getByRole('link', { name: 'Take up Gold again' }).click();
  await expect(page.getByRole('heading', { name: 'Take up Gold again?' })).toBeVisible();
  const total = page.getByText('You pay now').locator('..');
  await expect(total).toContainText('€31');
  await expect(page.getByText('Visa ••42')).toBeVisible();
  await expectAccessible(page, 'return');
  await page.setViewportSize({ width: 360, height: 640 });
  await expectNoSideScroll(page, 'return');
  await page.getByRole('button', { name: 'Take up again for €31' }).click();
  await expect(page.getByText('Gold is yours again.')).toBeVisible();
  await expect(page.getByText('active', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Take up Gold again' })).toHaveCount(0);
  expect(await lastBill()).toBe(3100);
  await page.goto(`/portal/${org}/return/${members['Zoe Marin']!.subscription}`);
  await expect(page.getByText('You have Gold already')).toBeVisible();
  await expectAccessible(page, 'return, running');
});

test('what is still open is paid first', async ({ browser }) => {
  const page = await portalOf(browser, 'Bo High', 'return');
  await expect(page.getByText('is still open. Pay it first')).toBeVisible();
  await expectAccessible(page, 'return, open invoice');
  await page.getByRole('link', { name: 'Pay €31' }).click();
  await expect(page.getByRole('heading', { name: 'Pay €31' })).toBeVisible();
});

test('without a card one is given first; a refused one leads to paying', async ({ browser }) => {
  const page = await portalOf(browser, 'Cy Mid', 'return');
  await expect(page.getByText('no payment method on file')).toBeVisible();
  await expectAccessible(page, 'return, no card');
  await page.getByRole('link', { name: 'Add a card' }).click();
  await expect(page.getByRole('heading', { name: 'Your card' })).toBeVisible();
  await page.getByText('Always paid').click();
  await page.getByRole('button', { name: 'Save the card' }).click();
  await expect(page.getByText('Your payment method is saved.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Take up Gold again?' })).toBeVisible();
  await expect(page.getByText('Visa ••42')).toBeVisible();
  const { contact, subscription } = members['Cy Mid']!;
  await staff.call('PUT', `/organizations/${org}/contacts/${contact}/payment-method`, {
    test_card: refused,
  });
  await page.goto(`/portal/${org}/return/${subscription}`);
  await page.getByRole('button', { name: 'Take up again for €31' }).click();
  await expect(page.getByRole('heading', { name: 'Pay €31' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pay €31' })).toBeVisible();
});
