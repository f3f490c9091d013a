import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let contact = '';

/** One red pixel as a PNG. */
const redSquare = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC',
  'base64',
);

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Rowing Club', kind: 'space', start: 'empty' });
  const at = `/organizations/${org}`;
  const price = { amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const add = (name: string, more: object = {}) =>
    staff.call<{ id: string }>('POST', `${at}/plans`, { name, prices: [price], ...more });
  const boat = await add('Boat');
  await add('Dinghy', { capacity: 12 });
  const joined = await staff.call<{ contact_id: string }>('POST', `${at}/subscriptions`, {
    contact: { kind: 'person', display_name: 'Ines Roy', email: 'ines@example.org' },
    plan_id: boat.id,
    payment_method: { test_card: '4242424242424242' },
  });
  contact = joined.contact_id;
});

test.beforeEach(({ page }) => staff.opens(page));

const plans = (page: Page) => page.goto(`/o/${org}/plans`);

test('plans are put in order with the keyboard; seats that are left are shown', async ({
  page,
}) => {
  await plans(page);
  await expect(page.getByRole('cell', { name: '12 of 12' })).toBeVisible();
  await expectAccessible(page, 'plans with their order');
  await page.getByRole('button', { name: 'Move Dinghy up, now 2 of 2' }).press('Enter');
  const moved = page.getByRole('button', { name: 'Move Dinghy up, now 1 of 2' });
  await expect(moved).toHaveAttribute('aria-disabled', 'true');
  await expect(moved).toBeFocused();
  await page.reload();
  await expect(page.getByRole('row').nth(1)).toContainText('Dinghy');
});

test('a price for new members only leaves one behind, who is brought along later', async ({
  page,
}) => {
  await plans(page);
  const open = async () => {
    await page.getByRole('button', { name: 'Boat', exact: true }).click();
    await page.getByRole('button', { name: 'Change a price' }).click();
    return page.getByRole('dialog', { name: 'Change a price of Boat' });
  };
  const first = await open();
  await first.getByRole('textbox', { name: 'New amount' }).fill('35');
  await first.getByText('New members only').click();
  await first.getByRole('button', { name: 'Change the price for new members' }).click();
  await expect(first).toBeHidden();
  await plans(page);
  const second = await open();
  await second.getByRole('textbox', { name: 'New amount' }).fill('35');
  await expect(second.getByRole('alert')).toBeVisible();
  await second.getByRole('checkbox', { name: 'Also the one on an older price' }).check();
  await expect(second.getByText('Of these, on an older price')).toBeVisible();
  await expectAccessible(page, 'change of price with older ones');
  await second.getByRole('button', { name: 'Announce it to 1 member' }).click();
  await expect(second).toBeHidden();
  await plans(page);
  await page.getByRole('button', { name: 'Boat', exact: true }).click();
  await expect(page.getByText(/1 subscription on an older price changes to €35/)).toBeVisible();
});

test('staff change a subscription as usual, and take free days back', async ({ page }) => {
  await page.goto(`/o/${org}/people/${contact}?tab=subscriptions`);
  const act = async (name: string) => {
    await page.getByRole('button', { name: 'Actions on Boat' }).click();
    await page.getByRole('menuitem', { name }).click();
    return page.getByRole('dialog');
  };
  const change = await act('Change plan or add-ons');
  await expect(change.getByRole('radio', { name: 'As usual' })).toBeChecked();
  await expect(change.getByText(/, as now$/)).toHaveCount(0);
  await change.getByRole('textbox', { name: 'Seats' }).fill('2');
  await expect(change.getByText(/Invoice/).first()).toBeVisible();
  await expectAccessible(page, 'change as usual');
  await change.getByRole('button', { name: 'Cancel' }).click();
  const extend = await act('Extend');
  await extend.getByRole('button', { name: 'Give Ines Roy 30 days' }).click();
  await expect(extend).toBeHidden();
  const back = await act('Take free days back');
  await expectAccessible(page, 'free days taken back');
  await back.getByRole('button', { name: 'Take 30 free days back' }).click();
  await expect(back).toBeHidden();
  await page.getByRole('button', { name: 'Actions on Boat' }).click();
  // Escape is the menu's only while it is open.
  await expect(page.getByRole('menuitem', { name: 'Extend' })).toBeVisible();
  await expect(page.getByRole('menuitem', { name: 'Take free days back' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  const end = await act('End today');
  await expect(end.getByText(/The subscription ends today/)).toBeVisible();
  await expectAccessible(page, 'end today');
});

test('a plan gets a color by keyboard and a picture, which its members see', async ({
  browser,
  page,
}) => {
  await plans(page);
  await page.getByRole('button', { name: 'Boat', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: 'Boat' });
  const file = drawer.locator('input[type=file]');
  const text = { name: 'logo.png', mimeType: 'image/png', buffer: Buffer.from('<svg></svg>') };
  await file.setInputFiles(text);
  await expect(drawer.getByRole('alert')).toContainText('not a PNG, JPEG or WebP picture');
  await drawer.getByRole('textbox', { name: 'Description' }).fill('Out at dawn');
  const shown = drawer.getByRole('img', { name: 'Picture of Boat' });
  await file.setInputFiles({ name: 'boat.png', mimeType: 'image/png', buffer: redSquare });
  await expect(shown).toBeVisible();
  await expect(shown).toHaveJSProperty('naturalWidth', 1);
  await expect(drawer.getByRole('textbox', { name: 'Description' })).toHaveValue('Out at dawn');
  await drawer.getByRole('radio', { name: 'none' }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(drawer.getByRole('radio', { name: 'orange' })).toBeChecked();
  await expectAccessible(page, 'a plan with color and picture');
  await drawer.getByRole('button', { name: 'Save the plan' }).click();
  await expect(drawer).toBeHidden();
  const row = page.getByRole('row').filter({ hasText: 'Boat' });
  await expect(row.locator('img')).toHaveCSS('border-left-color', 'rgb(194, 87, 12)');
  await staff.call('POST', `/organizations/${org}/contacts/${contact}/invitation`);
  const portal = await (await browser.newContext()).newPage();
  await portal.goto(await staff.linkIn(org, 'invitation', contact));
  await portal.getByLabel('New password').fill('four quiet words here');
  await portal.getByRole('button', { name: 'Set the password' }).click();
  const heading = portal.getByRole('heading', { name: 'Boat' });
  await expect(heading.locator('img')).toHaveJSProperty('naturalWidth', 1);
  await expectAccessible(portal, 'portal with a picture');
  await portal.context().close();
  await page.getByRole('button', { name: 'Boat', exact: true }).click();
  await drawer.getByRole('button', { name: 'Remove the picture' }).click();
  await expect(shown).toBeHidden();
});

test('a plan that is deleted says whom it concerns, and can write to them', async ({ page }) => {
  await plans(page);
  await page.getByRole('button', { name: 'Boat', exact: true }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete the plan Boat' });
  await expect(dialog.getByRole('link', { name: 'See who they are' })).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Write to them' }).check();
  await expect(dialog.getByRole('button', { name: 'Delete Boat' })).toBeDisabled();
  await dialog.getByRole('textbox', { name: 'What they should know' }).fill('We stop boats.');
  await expectAccessible(page, 'deletion of a plan');
  await dialog.getByRole('button', { name: 'Delete Boat' }).click();
  await expect(dialog).toBeHidden();
  await page.goto(`/o/${org}/people/${contact}`);
  await expect(page.getByText('About your Boat subscription').first()).toBeVisible();
  await plans(page);
  await page.getByRole('link', { name: 'Deleted (1)' }).click();
  await page.getByRole('button', { name: 'Boat', exact: true }).click();
  await expect(page.getByText(/nobody can join it. 1 subscription still runs on it/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save' })).toHaveCount(0);
  await expectAccessible(page, 'a deleted plan');
});
