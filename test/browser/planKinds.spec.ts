import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Season House', kind: 'association', start: 'empty' });
});

test.beforeEach(({ page }) => staff.opens(page));

const open = (page: Page, path: string) => page.goto(`/o/${org}${path}`);

async function chooseKind(page: Page, kind: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Kind' }).click();
  await page.getByRole('option', { name: kind, exact: true }).click();
}

test('a plan with fixed dates is made, and somebody joins it for the rest of the season', async ({
  page,
}) => {
  await open(page, '/plans');
  await page.getByRole('button', { name: 'New plan' }).first().click();
  await chooseKind(page, 'Fixed dates');
  await page.getByRole('textbox', { name: 'Name' }).fill('Season member');
  await page.getByRole('textbox', { name: 'Amount' }).fill('120');
  await page.getByRole('combobox', { name: 'Whoever joins in between pays' }).click();
  await page.getByRole('option', { name: 'by the months that remain' }).click();
  await expectAccessible(page, 'plan form, fixed dates');
  await page.getByRole('button', { name: 'Create the plan' }).click();
  await expect(page.getByRole('button', { name: 'Season member' })).toBeVisible();
  await open(page, '/people?add=member');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada Porter');
  await expect(page.getByText(/everybody renews on 1.January/)).toBeVisible();
  await page.getByRole('button', { name: 'Add the member' }).click();
  await expect(page.getByText('Season member').first()).toBeVisible();
});

test('a pack without a number of uses is refused at its field', async ({ page }) => {
  await open(page, '/plans?open=new');
  await chooseKind(page, 'Pack');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ten visits');
  await page.getByRole('textbox', { name: 'Amount' }).fill('90');
  await page.getByRole('button', { name: 'Create the plan' }).click();
  await expect(page.getByText(/how many uses the pack holds/).first()).toBeVisible();
  await page.getByRole('textbox', { name: 'Uses in the pack' }).fill('10');
  await page.getByRole('button', { name: 'Create the plan' }).click();
  await expect(page.getByRole('button', { name: 'Ten visits', exact: true })).toBeVisible();
});
