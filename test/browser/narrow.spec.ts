import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

/** What staff see on a phone, in French: dates in sentences, lists, settings, an address. */

let staff: StaffApi;
let org = '';
let contact = '';

type Plans = { items: { id: string; kind: string; prices: { id: string }[] }[] };

test.describe.configure({ mode: 'serial', timeout: 180_000 });
test.use({ viewport: { width: 390, height: 844 } });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Petite Maison', kind: 'creator', start: 'plan_set' });
  const { today } = await staff.call<{ today: string }>('GET', `/organizations/${org}`);
  const { items } = await staff.call<Plans>('GET', `/organizations/${org}/plans`);
  const plan = items.find(({ kind }) => kind === 'recurring');
  const made = await staff.call<{ contact_id: string }>(
    'POST',
    `/organizations/${org}/subscriptions`,
    {
      contact: { kind: 'person', display_name: 'Zoé Lefèvre', email: 'zoe.l@example.org' },
      ...{ plan_id: plan?.id, price_id: plan?.prices[0]?.id, first_billing_on: today },
      payment_method: { test_card: '4000000000009995' },
    },
  );
  contact = made.contact_id;
  const [year = 0, month = 0] = today.split('-').map(Number);
  const after = new Date(Date.UTC(year, month, 2)).toISOString().slice(0, 10);
  await staff.advance(org, after);
});

test.beforeEach(async ({ page }) => {
  await staff.opens(page);
  await page.addInitScript("localStorage.setItem('cercle.language', 'fr')");
});

const open = (page: Page, path: string) => page.goto(`/o/${org}${path}`);

test('dates in sentences are written out, and nothing is spaced or stopped twice', async ({
  page,
}) => {
  await open(page, '');
  await expect(page).toHaveURL(/\/overview$/);
  await open(page, `/people/${contact}`);
  const notice = page.getByText(/Nouve(l|aux) essais? /).first();
  await expect(notice).toHaveText(/(janvier|f\S+vrier|mars|avril|mai|juin|juillet|ao\S+t|bre)\.$/);
  await expect(page.getByRole('main')).not.toContainText('..');
  await open(page, '/overdue');
  const planned = page.locator('[data-tone]').filter({ hasText: 'nouvel essai' }).first();
  await expect(planned).toBeVisible();
  // The words and their date are one text: beside the dot nothing is set apart.
  await expect(planned.locator('> *')).toHaveCount(1);
});

test('the chosen settings are in sight, and what can be done with a row is too', async ({
  page,
}) => {
  await open(page, '/settings?section=account');
  const bar = page.getByRole('navigation', { name: 'Réglages' });
  await expect(bar.getByRole('link', { name: 'Mon compte' })).toBeInViewport({ ratio: 1 });
  await bar.getByRole('link', { name: 'Champs propres' }).click();
  await expect(bar.getByRole('link', { name: 'Champs propres' })).toBeInViewport({ ratio: 1 });
  await open(page, '/reports?report=duplicates');
  const report = page.getByRole('link', { name: 'Doublons' });
  await expect(report).toBeInViewport({ ratio: 1 });
  await expect(report.locator('xpath=..').locator('[aria-current]')).toHaveCount(1);
  await staff.call('POST', `/organizations/${org}/labels`, { name: 'Presse' });
  await open(page, '/settings?section=labels');
  const row = page.getByRole('listitem').filter({ hasText: 'Presse' });
  await expect(row.getByRole('button', { name: 'Supprimer' })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page, 'labels');
});

test('figures, files and roles are read from top to bottom, not sideways', async ({ page }) => {
  for (const [path, first] of [
    ['/reports', 'À la fin'],
    ['/reports?report=plans', 'Supporter'],
    ['/documents', 'Factures'],
    ['/settings?section=team', 'owner@'],
  ] as const) {
    await open(page, path);
    const rows = page.getByRole('main').getByRole('listitem');
    await expect(rows.filter({ hasText: first }).first()).toBeVisible();
    await expect(page.getByRole('main').getByRole('table')).toHaveCount(0);
  }
  await expect(page.getByRole('list', { name: 'Ce que chaque rôle permet' })).toContainText(
    'propriétaire ✓',
  );
  await expectAccessible(page, 'roles on a phone');
});

test('an address is edited in place, checked, and shown', async ({ page }) => {
  await open(page, `/people/${contact}`);
  await page.getByRole('button', { name: 'Modifier Adresse', exact: true }).click();
  const form = page.getByRole('form', { name: 'Adresse', exact: true });
  await form.getByLabel('Numéro et rue').fill('12 rue des Lilas');
  await form.getByLabel('Code postal').fill('x'.repeat(21));
  await form.getByLabel('Ville').fill('Lille');
  await form.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(form.getByLabel('Code postal')).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, 'an address');
  await page.setViewportSize({ width: 390, height: 844 });
  await form.getByLabel('Code postal').fill('59000');
  await form.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('12 rue des Lilas, 59000 Lille')).toBeVisible();
  await expect(page.getByText('la même', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Modifier Adresse', exact: true }).click();
  await form.getByLabel('Ville').fill('Brest');
  await form.getByLabel('Ville').press('Escape');
  await expect(page.getByText('12 rue des Lilas, 59000 Lille')).toBeVisible();
});
