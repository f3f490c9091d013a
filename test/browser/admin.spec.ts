import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { goesTo } from '../support/goesTo.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

const declinesOnce = '4000000000000341';
const declinesAlways = '4000000000009995';

let staff: StaffApi;
let org = '';
let today = '';

type Plans = { items: { id: string; kind: string; prices: { id: string }[] }[] };

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Harbor Sound', kind: 'creator', start: 'plan_set' });
  today = (await staff.call<{ today: string }>('GET', `/organizations/${org}`)).today;
});

test.beforeEach(({ page }) => staff.opens(page));

const open = (page: Page, path: string) => page.goto(`/o/${org}${path}`);

/** Joins somebody today through the API, charged to a card or paying by hand. */
async function join(name: string, how: { card?: string }): Promise<string> {
  const plans = await staff.call<Plans>('GET', `/organizations/${org}/plans`);
  const plan = plans.items.find(({ kind }) => kind === 'recurring');
  const made = await staff.call<{ contact_id: string }>(
    'POST',
    `/organizations/${org}/subscriptions`,
    {
      contact: {
        ...{ kind: 'person', display_name: name },
        email: `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`,
      },
      ...{ plan_id: plan?.id, price_id: plan?.prices[0]?.id, prorate: false },
      ...{ start_on: today, first_billing_on: today },
      ...(how.card ? { payment_method: { test_card: how.card } } : { collection: 'invoice' }),
    },
  );
  return made.contact_id;
}

test('a plan is made, somebody joins it, and their invoice is paid by transfer', async ({
  page,
}) => {
  await open(page, '/plans');
  await page.getByRole('button', { name: 'New plan' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Harbor friend');
  await page.getByRole('textbox', { name: 'Amount' }).fill('12.50');
  await page.getByRole('button', { name: 'Create the plan' }).click();
  await expect(page.getByRole('button', { name: 'Harbor friend', exact: true })).toBeVisible();
  await join('Ada Porter', {});
  await open(page, '/invoices?status=open');
  await page.getByRole('cell', { name: 'Ada Porter' }).click();
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('button', { name: 'Record a payment' }).click();
  await page.getByRole('button', { name: /^Record €/ }).click();
  await expect(drawer.getByText('paid', { exact: true })).toBeVisible();
  await expect(drawer.getByText(/received \(transfer\)/)).toBeVisible();
});

test('a refused charge waits on the board and is recovered by one more try', async ({ page }) => {
  await join('Ben Overdue', { card: declinesOnce });
  const cases = async () => {
    const path = `/organizations/${org}/overdue-cases?state=open`;
    return (await staff.call<{ items: unknown[] }>('GET', path)).items.length;
  };
  await expect.poll(cases, { timeout: 20_000 }).toBe(1);
  await open(page, '/overdue');
  await page.getByRole('cell', { name: 'Ben Overdue', exact: true }).click();
  await expectAccessible(page, 'an overdue case');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Send the mail again' }).click();
  await expect(page.getByText(/less than 23 hours ago/)).toBeVisible();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'Try again now' }).click();
  await page.getByRole('button', { name: /^Charge €/ }).click();
  await expect(page.getByText('Ben Overdue has paid. Access is open again.')).toBeVisible();
  await expect(page.getByText('Nobody is overdue.')).toBeVisible();
  await page.getByRole('link', { name: /^Recovered \d/ }).click();
  await expect(page.getByRole('cell', { name: 'Ben Overdue', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Recovered revenue' }).click();
  await expect(page.getByRole('heading', { name: 'Month by month' })).toBeVisible();
  await expectAccessible(page, 'the recovery figures');
  await page
    .getByRole('link', { name: /1 case$/ })
    .first()
    .click();
  await expect(page.getByRole('cell', { name: 'Ben Overdue', exact: true })).toBeVisible();
});

test('the overdue board is worked through by keyboard and in bulk', async ({ page }) => {
  await join('Ada Board', { card: declinesAlways });
  await join('Bob Board', { card: declinesAlways });
  await open(page, '/overdue?board=retrying');
  await expect(page.getByRole('cell', { name: 'Bob Board', exact: true })).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('Space');
  const drawer = page.getByRole('complementary', { name: /Board$/ });
  await expect(drawer.getByText(/was refused on/)).toBeVisible();
  await page.keyboard.press('p');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('What changes')).toBeVisible();
  await expectAccessible(page, 'suspending a case');
  await page.setViewportSize({ width: 1440, height: 900 });
  await dialog.getByRole('button', { name: /^Suspend .* Board$/ }).click();
  await expect(page.getByText('The retries are suspended.').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.goto(page.url().replace(/\?.*/, '?board=paused'));
  await expect(page.getByRole('cell', { name: /^(Ada|Bob) Board$/ })).toHaveCount(1);
  await page.goto(page.url().replace(/\?.*/, ''));
  await page.getByRole('checkbox', { name: 'Select Ada Board' }).check();
  await page.getByRole('checkbox', { name: 'Select Bob Board' }).check();
  await page.getByRole('button', { name: 'More time…' }).click();
  await expect(dialog.getByText(/ends .* → /).first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Give 2 cases more time' }).click();
  await expect(page.getByText('2 done')).toBeVisible();
});

test('a file with one wrong cell is put right in place and imported', async ({ page }) => {
  const csv = [
    'Name,E-mail,Plan name,Start date,Next invoice date',
    'Cleo Import,cleo@example.org,Harbor friend,2025-01-05,2030-01-05',
    'Dan Import,dan@example.org,Harbor frend,2025-02-06,2030-02-06',
  ].join('\n');
  await open(page, '/imports');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'friends.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) });
  await expect(page.getByRole('heading', { name: 'friends.csv' })).toBeVisible();
  await expect(page.getByText('Did you mean “Harbor friend”?')).toBeVisible();
  await expectAccessible(page, 'an import with an error');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('textbox', { name: 'Plan name in row 3' }).fill('Harbor friend');
  await page.getByRole('button', { name: 'Correct' }).click();
  await expect(page.getByText('Every row is fine.')).toBeVisible();
  await page.getByRole('button', { name: 'Import 2 people' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Import 2 people' }).click();
  await expect(page.getByText('Imported.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Undo this import' })).toBeVisible();
});

test('a file that is no table is refused in plain words', async ({ page }) => {
  await open(page, '/imports');
  const buffer = Buffer.from('%PDF-1.4 not a list of members');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'list.pdf', mimeType: 'application/pdf', buffer });
  await expect(page.getByText('list.pdf could not be read.')).toBeVisible();
});

test('settings are saved, and survive a reload', async ({ page }) => {
  await open(page, '/settings?section=overdue');
  await page
    .getByRole('textbox', { name: 'Card: retries, days after the first failure' })
    .fill('3, 6, 9');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await page.reload();
  await expect(
    page.getByRole('textbox', { name: 'Card: retries, days after the first failure' }),
  ).toHaveValue('3, 6, 9');
});

const pages = [
  ...['/overview', '/plans', '/plans?open=new', '/invoices', '/invoices?status=open', '/overdue'],
  ...['/overdue?board=recovered', '/overdue?view=figures', '/billing', '/messages', '/activity'],
  ...['/renewals', '/renewals?board=decided', '/settings?section=renewals'],
  ...['/imports', '/settings'],
  ...['recurring', 'cohorts', 'plans', 'collection', 'forecast'].map(
    (report) => `/reports?report=${report}`,
  ),
  ...['documents', 'payments', 'overdue', 'labels', 'fields', 'team', 'keys', 'account'].map(
    (section) => `/settings?section=${section}`,
  ),
];

test.describe('every page', () => {
  let page: Page;

  test.beforeAll(async ({ browser, baseURL }) => {
    page = await browser.newPage({ baseURL: baseURL ?? '' });
    await staff.opens(page);
    await open(page, '/people');
  });

  test.afterAll(() => page.close());

  for (const path of pages) {
    test(`axe finds nothing on ${path}`, async () => {
      await goesTo(page, `/o/${org}${path}`);
      await expectAccessible(page, path);
    });
  }
});
