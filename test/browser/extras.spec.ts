import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let contact = '';

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Clay Works', kind: 'space', start: 'empty' });
  const at = `/organizations/${org}`;
  const price = { amount: 3100, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const shelf = { name: 'Shelf', max_quantity: 4, amounts: [620] };
  const add = (body: object) => staff.call<{ id: string }>('POST', `${at}/plans`, body);
  const desk = { name: 'Wheel', kind: 'recurring', prices: [price], addons: [shelf] };
  const plan = await add(desk);
  const months = { ...price, amount: 9000, interval_count: 3 };
  const pack = await add({ name: 'Ten firings', kind: 'pack', uses: 10, prices: [months] });
  const join = (body: object) =>
    staff.call<{ contact_id: string }>('POST', `${at}/subscriptions`, body);
  const who = { kind: 'person', display_name: 'Mina Clay', email: 'mina@example.org' };
  const card = { payment_method: { test_card: '4242424242424242' } };
  contact = (await join({ contact: who, plan_id: plan.id, ...card })).contact_id;
  await join({ contact_id: contact, plan_id: pack.id });
});

test.beforeEach(({ page }) => staff.opens(page));

const record = (page: Page) => page.goto(`/o/${org}/people/${contact}?tab=subscriptions`);

test('a use of a pack is recorded with its day and a note', async ({ page }) => {
  await record(page);
  await page.getByRole('button', { name: 'Record a use' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'How many' }).fill('2');
  await dialog.getByRole('textbox', { name: 'Note' }).fill('two big bowls');
  await expectAccessible(page, 'use of a pack');
  await dialog.getByRole('button', { name: 'Record 2 uses' }).click();
  await expect(page.getByText('8 of 10 uses left')).toBeVisible();
  await expect(page.getByText('two big bowls')).toBeVisible();
});

test('an add-on is added from the record, with its price before', async ({ page }) => {
  await record(page);
  await page.getByRole('button', { name: 'Actions on Wheel' }).click();
  await page.getByRole('menuitem', { name: 'Change plan or add-ons' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Now', { exact: true }).click();
  await dialog.getByRole('textbox', { name: 'Shelf' }).fill('2');
  await expect(dialog.getByText('€43.40')).toBeVisible();
  await expectAccessible(page, 'change with add-ons');
  await dialog.getByRole('button', { name: 'Change the subscription of Mina Clay' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Shelf ×2').first()).toBeVisible();
});

test('the portal shows uses and add-ons, and gives one up for the next period', async ({
  page,
}) => {
  await staff.call('POST', `/organizations/${org}/contacts/${contact}/invitation`);
  await page.goto(await staff.linkIn(org, 'invitation', contact));
  await expect(page.getByRole('heading', { name: 'Welcome, Mina Clay' })).toBeVisible();
  await page.goto(`/portal/${org}`);
  await expect(page.getByText('8 of 10 uses left')).toBeVisible();
  await expect(page.getByText('2 × Shelf')).toBeVisible();
  await expectAccessible(page, 'portal with a pack and add-ons');
  await page.getByRole('link', { name: 'Change plan or add-ons' }).click();
  await page.getByRole('textbox', { name: 'Shelf' }).fill('1');
  await expect(page.getByText('€37.20')).toBeVisible();
  await expectAccessible(page, 'portal, change of add-ons');
  await page.getByRole('button', { name: 'Change my subscription' }).click();
  await expect(page.getByText(/it becomes Wheel with Shelf, €37.20/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep Wheel' }).click();
  await expect(page.getByText(/it becomes Wheel/)).toHaveCount(0);
});

test('what members of a plan may do by themselves is said in its form', async ({ page }) => {
  await page.goto(`/o/${org}/plans`);
  await page.getByRole('button', { name: 'Wheel', exact: true }).click();
  const no = page.getByRole('option', { name: 'no, they ask' });
  for (const what of ['change it', 'take it up again']) {
    await page.getByRole('combobox', { name: `Members may ${what} themselves` }).click();
    await no.click();
    // The list fades: the next one must not be taken for it.
    await expect(no).toHaveCount(0);
  }
  await expectAccessible(page, 'member rules of a plan');
  await page.getByRole('button', { name: 'Save' }).click();
  type Plans = { items: { name: string; member_rules: object | null }[] };
  const rules = async () => {
    const { items } = await staff.call<Plans>('GET', `/organizations/${org}/plans`);
    return items.find(({ name }) => name === 'Wheel')?.member_rules;
  };
  await expect.poll(rules).toEqual({ change: false, reactivate: false });
});
