import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

type Plan = { id: string; name: string; prices: { id: string }[] };

const works = '4242424242424242';
const declines = '4000000000009995';

let staff: StaffApi;
let org = '';
let zoe = '';
let silver: Plan;

test.describe.configure({ mode: 'serial', timeout: 240_000 });

async function plan(name: string, amount: number): Promise<Plan> {
  const price = { amount, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  const body = { name, kind: 'recurring', prices: [price] };
  return staff.call<Plan>('POST', `/organizations/${org}/plans`, body);
}

async function join(name: string, of: Plan, card = works): Promise<string> {
  const made = await staff.call<{ contact_id: string }>(
    'POST',
    `/organizations/${org}/subscriptions`,
    {
      contact: {
        ...{ kind: 'person', display_name: name },
        email: `${name.toLowerCase().replace(/\W+/g, '.')}@example.org`,
      },
      ...{ plan_id: of.id, price_id: of.prices[0]?.id, prorate: true },
      payment_method: { test_card: card },
    },
  );
  return made.contact_id;
}

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Tidal Club', kind: 'creator', start: 'empty' });
  silver = await plan('Silver', 1000);
  await plan('Gold', 3100);
  zoe = await join('Zoe Marin', silver);
  for (const name of ['Ada Low', 'Bo High', 'Cy Mid']) await join(name, silver);
  const path = `/organizations/${org}`;
  const { version } = await staff.call<{ version: number }>('GET', path);
  const subscriptions = { members_may: { change: true, pause: true, cancel: true } };
  await staff.call('PATCH', path, { settings: { subscriptions } }, version);
});

async function asStaff(page: Page): Promise<void> {
  await staff.opens(page);
}

let signedIn: Page | null = null;

/** The member's own telephone, signed in once by their invitation. */
async function asMember(browser: Browser): Promise<Page> {
  if (signedIn) return signedIn;
  await staff.call('POST', `/organizations/${org}/contacts/${zoe}/invitation`);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(await staff.linkIn(org, 'invitation', zoe));
  await expect(page.getByRole('heading', { name: 'Welcome, Zoe Marin' })).toBeVisible();
  await page.goto(`/portal/${org}`);
  signedIn = page;
  return page;
}

test('a member upgrades: the preview says what is paid now, and that is paid', async ({
  browser,
}) => {
  const page = await asMember(browser);
  await page.getByRole('link', { name: 'Change plan' }).click();
  await page.getByRole('radio', { name: /^Gold/ }).click();
  await expect(page.getByText('You pay now')).toBeVisible();
  await expectAccessible(page, 'change');
  await expectNoSideScroll(page, 'change');
  await page.getByRole('button', { name: 'Change to Gold' }).click();
  await expect(page.getByRole('heading', { name: 'Gold', exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Change plan' }).click();
  await page.getByRole('radio', { name: /^Silver/ }).click();
  await expect(page.getByText('Until then nothing changes')).toBeVisible();
  await page.getByRole('button', { name: 'Change to Silver' }).click();
  await expect(page.getByText(/it becomes Silver/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep Gold' }).click();
  await expect(page.getByText(/it becomes Silver/)).toBeHidden();
});

test('a member pauses until a day and resumes; staff see both', async ({ browser, page }) => {
  const member = await asMember(browser);
  await member.getByRole('link', { name: 'Pause' }).click();
  await expect(member.getByText('Paused from')).toBeVisible();
  await expectAccessible(member, 'pause');
  await member.getByRole('button', { name: 'Pause Gold' }).click();
  await expect(member.getByText(/Paused until/)).toBeVisible();
  await asStaff(page);
  await page.goto(`/o/${org}/people/${zoe}`);
  await expect(page.getByText(/Paused from/)).toBeVisible();
  await member.getByRole('button', { name: 'Resume Gold now' }).click();
  await expect(member.getByText('active', { exact: true })).toBeVisible();
});

test('staff pause many at once: how many, whom not, progress, outcome', async ({ page }) => {
  await asStaff(page);
  await page.goto(`/o/${org}/people`);
  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'More…' }).click();
  await page.getByRole('menuitem', { name: 'Pause' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('Concerned')).toBeVisible();
  await dialog.getByRole('button', { name: 'Pause 4 subscriptions' }).click();
  await expect(page.getByRole('dialog').getByText('What became of it')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByRole('link', { name: 'Download the list' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('cell', { name: /paused/ }).first()).toBeVisible();
});

test('staff end several at once, and bring them back for what the preview says', async ({
  page,
}) => {
  await asStaff(page);
  await page.goto(`/o/${org}/people`);
  const actOnAll = async (item: string, button: RegExp) => {
    await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
    await page.getByRole('button', { name: 'More…' }).click();
    await page.getByRole('menuitem', { name: item }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Concerned')).toBeVisible();
    await expectAccessible(page, `${item} for many`);
    await dialog.getByRole('button', { name: button }).click();
    await expect(page.getByText('What became of it')).toBeVisible({ timeout: 60_000 });
    await page.getByRole('button', { name: 'Close' }).click();
  };
  await actOnAll('End now', /^End 4 subscriptions now$/);
  await expect(page.getByRole('cell', { name: '€10 /month' })).toHaveCount(0);
  await actOnAll('Bring back', /^Bring 4 subscriptions back$/);
  await expect(page.getByRole('cell', { name: '€10 /month' })).toHaveCount(3);
});

test('staff pause somebody although they are overdue, and what they owe waits for them', async ({
  page,
}) => {
  const dan = await join('Dan Late', silver, declines);
  await asStaff(page);
  await page.goto(`/o/${org}/people/${dan}?act=pause`);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/An invoice is overdue/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'Pause it although an invoice is overdue' }).check();
  await expect(dialog.getByText('Still to pay')).toBeVisible();
  await expectAccessible(page, 'pausing what is overdue');
  await dialog.getByRole('button', { name: 'Pause Dan Late' }).click();
  await expect(page.getByText(/Paused since/)).toBeVisible();
  await page.goto(`/o/${org}/overdue?board=closed`);
  await page.getByRole('cell', { name: 'Dan Late', exact: true }).click();
  await expect(page.getByText(/Set aside while the subscription is paused/)).toBeVisible();
  await page.goto(`/o/${org}/people/${dan}?act=resume`);
  await expect(dialog.getByText(/is chased again from today/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Resume Dan Late today' }).click();
  await expect(page.getByText('Access is closed until it is paid.').first()).toBeVisible();
});
