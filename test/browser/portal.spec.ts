import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

const works = '4242424242424242';
const refused = '4000000000009995';

let staff: StaffApi;
let org = '';
let contact = '';
let today = '';

type Plans = { items: { id: string; kind: string; prices: { id: string }[] }[] };

/** The first of the next month, when the monthly invoice is issued, and the day after. */
function billingDays(from: string): { first: string; dayAfter: string } {
  const [year = 0, month = 0] = from.split('-').map(Number);
  const on = (day: number) => new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
  return { first: on(1), dayAfter: on(2) };
}

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ viewport: { width: 390, height: 844 } });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Northern Waves', kind: 'creator', start: 'plan_set' });
  today = (await staff.call<{ today: string }>('GET', `/organizations/${org}`)).today;
  const plans = await staff.call<Plans>('GET', `/organizations/${org}/plans`);
  const plan = plans.items.find(({ kind }) => kind === 'recurring');
  const made = await staff.call<{ contact_id: string }>(
    'POST',
    `/organizations/${org}/subscriptions`,
    {
      contact: { kind: 'person', display_name: 'Zoé Lefèvre', email: 'zoe@example.org' },
      ...{ plan_id: plan?.id, price_id: plan?.prices[0]?.id, prorate: true },
      payment_method: { test_card: works },
    },
  );
  contact = made.contact_id;
});

async function openLink(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(link);
  return page;
}

test('an invitation opens the portal, asks for a password, and the password signs in', async ({
  browser,
}) => {
  await staff.call('POST', `/organizations/${org}/contacts/${contact}/invitation`);
  const page = await openLink(browser, await staff.linkIn(org, 'invitation', contact));
  await expect(page.getByRole('heading', { name: 'Welcome, Zoé Lefèvre' })).toBeVisible();
  await expectAccessible(page, 'welcome');
  await page.getByLabel('New password').fill('four quiet words here');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByRole('heading', { name: 'Hello Zoé Lefèvre' })).toBeVisible();
  await expect(page.getByText('active', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByLabel('E-mail').fill('zoe@example.org');
  await page.getByLabel('Password', { exact: true }).fill('not the right one');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('The e-mail or the password is not right');
  await page.getByLabel('Password', { exact: true }).fill('four quiet words here');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Hello Zoé Lefèvre' })).toBeVisible();
});

test('declined: the link in the e-mail, a new card, and access is back', async ({ browser }) => {
  const { dayAfter } = billingDays(today);
  await staff.call('PUT', `/organizations/${org}/contacts/${contact}/payment-method`, {
    test_card: refused,
  });
  await staff.advance(org, dayAfter);
  const page = await openLink(browser, await staff.linkIn(org, 'declined_first', contact));
  await expect(page.getByRole('heading', { name: 'Your card' })).toBeVisible();
  await expectAccessible(page, 'card');
  await page.goto(`/portal/${org}`);
  await expect(page.getByText('did not go through')).toBeVisible();
  await expect(page.getByText('Closed until the open invoice is paid.')).toBeVisible();
  await expectAccessible(page, 'start, overdue');

  await page.getByRole('link', { name: /Try again/ }).click();
  await expectAccessible(page, 'pay');
  await page.getByRole('button', { name: /^Pay €/ }).click();
  const said = page.getByRole('main').getByRole('status');
  await expect(said.filter({ hasText: 'The bank refused €5: not enough money' })).toBeVisible();
  await expectAccessible(page, 'pay, declined');

  await page.getByText('Always paid').click();
  await page.getByRole('button', { name: 'Save the card and pay €5' }).click();
  await expect(said.filter({ hasText: 'Paid: €5. Thank you.' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Your page' }).click();
  await expect(page.getByText('active', { exact: true })).toBeVisible();
  await expect(page.getByText('did not go through')).toHaveCount(0);
  await page.context().storageState({ path: 'test-results/portal-member.json' });
});

test.describe('signed in', () => {
  test.use({ storageState: 'test-results/portal-member.json' });

  test('invoices come as PDF, details are kept, the language changes', async ({ page }) => {
    await page.goto(`/portal/${org}/invoices`);
    await expect(page.getByText('paid').first()).toBeVisible();
    await expectAccessible(page, 'invoices');
    const download = page.waitForEvent('download');
    await page
      .getByRole('link', { name: /as PDF/ })
      .first()
      .click();
    expect((await download).suggestedFilename()).toMatch(/\.pdf$/);

    await page.goto(`/portal/${org}/profile`);
    await expectAccessible(page, 'profile');
    await page.getByLabel('Phone').fill('+33 6 12 34 56 78');
    await page.getByLabel('City').fill('Lyon');
    await page.getByText('Français').click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Mon profil' })).toBeVisible();
    await page.reload();
    await expect(page.getByLabel('Téléphone')).toHaveValue('+33 6 12 34 56 78');
    await expect(page.getByLabel('Ville')).toHaveValue('Lyon');
    await page.getByText('English').click();
    await page.getByRole('button', { name: 'Enregistrer' }).click();
    await expect(page.getByRole('heading', { name: 'Your details' })).toBeVisible();
  });

  test('cancelling says what stays until when, and can be undone', async ({ page }) => {
    await page.goto(`/portal/${org}`);
    await page.setViewportSize({ width: 360, height: 640 });
    await expectNoSideScroll(page, 'start');
    await page.getByRole('link', { name: 'Cancel' }).click();
    await expect(page.getByText('You keep everything until')).toBeVisible();
    // Under the pointer as well, in both themes.
    await page.getByRole('button', { name: /^Cancel / }).hover();
    await expectAccessible(page, 'cancel');
    await page.getByLabel(/Why are you leaving/).fill('Moving away');
    await page.getByRole('button', { name: /^Cancel / }).click();
    await expect(page.getByText('ending', { exact: true })).toBeVisible();
    await expectAccessible(page, 'start, ending');
    await page.getByRole('button', { name: /^Keep / }).click();
    await expect(page.getByText('active', { exact: true })).toBeVisible();
  });

  test('what belongs to somebody else does not exist', async ({ page }) => {
    const id = '01890000-0000-7000-8000-000000000000';
    const answer = await page.request.get(
      `/api/v1/portal/${org}/subscriptions/${id}/cancellation`,
      { headers: { 'x-cercle': '1' } },
    );
    expect(answer.status()).toBe(404);
    await page.goto('/portal/no-such-place');
    await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  });
});

test('a link that is over leads to a new one', async ({ page }) => {
  await page.goto(`/portal/${org}/enter?token=long-gone`);
  await expect(page.getByRole('heading', { name: 'This link no longer works' })).toBeVisible();
  await expectAccessible(page, 'link over');
  await page.getByLabel('E-mail').fill('zoe@example.org');
  await page.getByRole('button', { name: 'E-mail me a link' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();
  await page.goto(await staff.linkIn(org, 'magic_link', contact));
  await expect(page.getByRole('heading', { name: 'Hello Zoé Lefèvre' })).toBeVisible();
});

test('who is not signed in signs in first and lands where they wanted', async ({ page }) => {
  await page.goto(`/portal/${org}/invoices`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByLabel('E-mail').fill('zoe@example.org');
  await page.getByLabel('Password', { exact: true }).fill('four quiet words here');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Your invoices' })).toBeVisible();
});
