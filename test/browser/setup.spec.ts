import { expect, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { type FreshServer, startFresh } from '../support/freshServer.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

const owner = { email: 'camille@example.org', password: 'a long quiet phrase' };

let server: FreshServer;
let staff: StaffApi;

test.describe.configure({ mode: 'serial', timeout: 180_000 });

test.beforeAll(async () => {
  server = await startFresh(Number(process.env.CERCLE_BROWSER_PORT) + 1);
});

test.afterAll(() => server.stop());

test('from the printed link to the people page', async ({ page, playwright }) => {
  await page.goto(server.address);
  await expect(page.getByRole('heading', { name: 'Open the set-up link' })).toBeVisible();
  await page.goto(`${server.address}/setup?token=guessed`);
  await expect(page.getByRole('heading', { name: /not valid any more/ })).toBeVisible();

  await page.goto(server.setupLink);
  await expectAccessible(page, 'set-up, you');
  await page.getByLabel('Your name').fill('Camille Martin');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.keyboard.press('Enter');

  await expect(page.getByRole('heading', { name: 'Your organization' })).toBeFocused();
  await expect(page.getByRole('combobox', { name: 'Time zone' })).toHaveValue('Europe/Paris');
  await expect(page.getByRole('combobox', { name: 'Country' })).toHaveValue('France');
  await expect(page.getByRole('combobox', { name: 'Currency' })).toHaveValue(/^EUR/);
  await page.getByLabel('Name of the organization').fill('Atelier Nord');
  await page.getByLabel('Creator or media').press('Space');
  await page.getByLabel('Creator or media').press('ArrowDown');
  await expectAccessible(page, 'set-up, organization');
  await page.getByRole('button', { name: 'Continue' }).click();

  await expect(page.getByText('Hot desk, Fixed desk')).toBeVisible();
  await expectAccessible(page, 'set-up, start');
  await page.getByRole('button', { name: 'Create Atelier Nord' }).click();
  await expect(page).toHaveURL(/\/o\/atelier-nord\/people/);
  const request = await playwright.request.newContext({ baseURL: server.address });
  staff = await staffApi(request, owner);
  const { items } = await staff.call<{ items: { name: string }[] }>(
    'GET',
    '/organizations/atelier-nord/plans',
  );
  expect(items.map(({ name }) => name)).toContain('Hot desk');
});

test('the link works once', async ({ page }) => {
  await page.goto(server.setupLink);
  await expect(page.getByRole('heading', { name: 'set up already' })).toBeVisible();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
});

test('staff sign in, go on where they wanted, and make another organization', async ({ page }) => {
  await page.goto(`${server.address}/new`);
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expectAccessible(page, 'sign-in');
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert')).toContainText('is not right');
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();

  await expect(page.getByRole('heading', { name: 'A new organization' })).toBeVisible();
  await page.getByLabel('Name of the organization').fill('Club of the Harbor');
  await page.getByLabel('Association or club').check();
  await page.getByLabel('Empty').check();
  await expectAccessible(page, 'new organization');
  await page.getByRole('button', { name: 'Create Club of the Harbor' }).click();
  await expect(page).toHaveURL(/\/o\/club-of-the-harbor\/people/);

  await page.goto(`${server.address}/organizations`);
  await expect(page.getByRole('link', { name: /Atelier Nord/ })).toBeVisible();
  await expectAccessible(page, 'organizations');
});

test('an invitation makes an account and joins the team', async ({ page }) => {
  const org = '/organizations/atelier-nord';
  await staff.call('POST', `${org}/staff-invitations`, {
    email: 'lea@example.org',
    role: 'manager',
  });
  const link = await staff.linkIn('atelier-nord', 'staff_invitation');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'Join Atelier Nord' })).toBeVisible();
  await expect(page.getByText('as manager with the address lea@example.org')).toBeVisible();
  await expectAccessible(page, 'invitation');
  await page.getByLabel('Your name').fill('Léa Petit');
  await page.getByLabel('Password', { exact: true }).fill('another long phrase');
  await page.getByRole('button', { name: 'Join the team' }).click();
  await expect(page).toHaveURL(/\/o\/atelier-nord\/people/);
  await page.goto(link);
  await expect(page.getByRole('heading', { name: 'no longer works' })).toBeVisible();
});

test('the demo is lived through in sight', async ({ page }) => {
  await page.goto(`${server.address}/sign-in`);
  await page.getByLabel('E-mail').fill(owner.email);
  await page.getByLabel('Password', { exact: true }).fill(owner.password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Where to?' })).toBeVisible();
  await page.getByRole('link', { name: 'Make another organization' }).click();
  await page.getByLabel('Name of the organization').fill('Demo');
  await page.getByLabel('Creator or media').check();
  await page.getByLabel('A demo organization').check();
  await page.getByRole('button', { name: 'Create the demo' }).click();
  await expect(page.getByRole('heading', { name: 'Living through three years' })).toBeVisible();
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expect(page.getByText(/\d of 1,09\d/)).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page, 'preparing');
});
