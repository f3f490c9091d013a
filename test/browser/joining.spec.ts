import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
const plans: Record<string, string> = {};

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Green Roof', kind: 'association', start: 'empty' });
  const at = `/organizations/${org}`;
  const field = { key: 'trade', label_en: 'Trade', label_fr: 'Métier', type: 'text' };
  await staff.call('POST', `${at}/fields`, field);
  const price = (amount: number, interval_unit = 'month') => {
    return { amount, currency: 'EUR', interval_unit, interval_count: 1 };
  };
  const make = async (name: string, more: object) => {
    const body = { name, kind: 'recurring', ...more };
    plans[name] = (await staff.call<{ id: string }>('POST', `${at}/plans`, body)).id;
  };
  await make('Gardener', {
    description: 'A bed of your own on the roof.',
    prices: [price(1200), price(12_000, 'year')],
    approval_needed: true,
    join_form: {
      intro: 'Tell us what you would like to grow.',
      questions: [
        { key: 'phone', required: true },
        { key: 'own:trade', required: true },
      ],
      message: 'optional',
    },
  });
  await make('Visitor', { prices: [price(500)] });
  await make('Patron', { prices: [price(9900)], public: false });
  await make('Friend', {
    kind: 'custom',
    public: false,
    minimum_amount: 500,
    prices: [price(1000), price(10_000, 'year')],
    join_form: { questions: [{ key: 'own:trade', required: true }] },
  });
  await make('Ten visits', { kind: 'pack', uses: 10, prices: [price(9000)], public: false });
});

/** A stranger on a telephone who signs up for a plan and follows the link they are sent. */
async function signsUp(browser: Browser, who: { name: string; email: string; plan: string }) {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(`/portal/${org}/join/${plans[who.plan]}`);
  await page.getByLabel('Your name').fill(who.name);
  await page.getByLabel('E-mail').fill(who.email);
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();
  await page.goto(await staff.linkTo(org, 'sign_up', who.email));
  return page;
}

async function asStaff(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await staff.opens(page);
  return page;
}

let applicant: Page;

test('a stranger sees what can be joined, and asks for a plan with its own form', async ({
  browser,
  page,
}) => {
  await page.goto(`/portal/${org}/join`);
  await expect(page.getByRole('heading', { name: 'Join Green Roof' })).toBeVisible();
  await expect(page.getByRole('region')).toHaveCount(2);
  await expect(page.getByText('Patron')).toHaveCount(0);
  await expectAccessible(page, 'what can be joined');
  await page.getByRole('region', { name: 'Gardener' }).getByRole('link').click();
  await expect(page.getByLabel('Your name')).toBeVisible();
  await expectAccessible(page, 'signing up');
  const back = new RegExp(`next=.*join.*${plans.Gardener}`);
  await expect(page.getByRole('link', { name: /Already a member/ })).toHaveAttribute('href', back);

  const ana = { name: 'Ana Silva', email: 'ana@example.org', plan: 'Gardener' };
  applicant = await signsUp(browser, ana);
  await expect(applicant.getByRole('heading', { name: 'Ask to join: Gardener' })).toBeVisible();
  await expect(applicant.getByText('Tell us what you would like to grow.')).toBeVisible();
  await expectAccessible(applicant, 'the form of a plan');
  await applicant.setViewportSize({ width: 390, height: 844 });
  await applicant.getByLabel('Phone').fill('+33 6 12 34 56 78');
  await applicant.getByLabel('Trade').fill('Carpenter');
  await applicant.getByText('€120 / year').click();
  await expect(applicant.getByText('To pay once accepted')).toBeVisible();
  await applicant.getByLabel('A few words about you').fill('Beans, mostly.');
  await applicant.getByRole('button', { name: 'Ask to join' }).click();
  await expect(applicant.getByText('waiting for approval')).toBeVisible();
  await expectNoSideScroll(applicant, 'an applicant at home');
});

test('an applicant has the start page alone, on deep links and over the API', async () => {
  await expectAccessible(applicant, 'an applicant at home');
  await expect(applicant.getByRole('link', { name: 'Invoices' })).toHaveCount(0);
  await applicant.goto(`/portal/${org}/invoices`);
  await expect(applicant.getByText('waiting for approval')).toBeVisible();
  expect(new URL(applicant.url()).pathname).toBe(`/portal/${org}`);
  const answer = await applicant.request.get(`/api/v1/portal/${org}/invoices`);
  expect(answer.status()).toBe(403);
  expect((await answer.json()).code).toBe('awaiting_approval');
});

test('staff read the request, approve it, and the portal opens', async ({ browser }) => {
  const page = await asStaff(browser);
  await page.goto(`/o/${org}/overview`);
  await page.getByRole('link', { name: /Request to join that waits/ }).click();
  await page.getByText('Ana Silva').click();
  const drawer = page.getByRole('complementary', { name: 'Ana Silva' });
  await expect(drawer.getByText('Carpenter')).toBeVisible();
  await expect(drawer.getByText('Beans, mostly.')).toBeVisible();
  await expectAccessible(page, 'a request');
  await drawer.getByRole('button', { name: 'Approve' }).click();
  const confirm = page.getByRole('dialog', { name: 'Approve the request of Ana Silva' });
  await expect(confirm.getByText('Invoice of')).toBeVisible();
  await expectAccessible(page, 'approving');
  await confirm.getByRole('button', { name: 'Approve Ana Silva' }).click();
  await expect(page.getByText('Nobody waits for your decision.')).toBeVisible();
  await page.getByText('Decided', { exact: false }).first().click();
  await expect(page.getByText('approved')).toBeVisible();
  await page.context().close();

  await applicant.goto(`/portal/${org}`);
  await expect(applicant.getByRole('link', { name: /Invoices/ })).toBeVisible();
  await expect(applicant.getByText('active', { exact: true })).toBeVisible();
});

test('many are declined at once, with a reason that they read', async ({ browser }) => {
  for (const name of ['Ben', 'Cleo']) {
    const email = `${name.toLowerCase()}@example.org`;
    const page = await signsUp(browser, { name, email, plan: 'Gardener' });
    await page.getByLabel('Phone').fill('+33 6 00 00 00 00');
    await page.getByLabel('Trade').fill('Baker');
    await page.getByRole('button', { name: 'Ask to join' }).click();
    await expect(page.getByText('waiting for approval')).toBeVisible();
    await page.context().close();
  }
  const page = await asStaff(browser);
  await page.goto(`/o/${org}/requests`);
  await page.getByRole('checkbox', { name: 'Select Ben' }).check();
  await page.getByRole('checkbox', { name: 'Select Cleo' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Decline' }).click();
  const dialog = page.getByRole('dialog', { name: 'Decline the selected requests' });
  await dialog.getByLabel('Reason').fill('No bed is free this year');
  await expectAccessible(page, 'declining many');
  await dialog.getByRole('button', { name: 'Decline 2 requests' }).click();
  await expect(page.getByRole('dialog', { name: 'Done' })).toBeVisible();
  type Messages = { items: { template: string; to: string }[] };
  const at = `/organizations/${org}/messages?template=join_declined`;
  expect((await staff.call<Messages>('GET', at)).items).toHaveLength(2);
  await page.context().close();
});

test('a hidden plan is joined by its link: first a card, then it begins at once', async ({
  browser,
}) => {
  const page = await signsUp(browser, { name: 'Dan', email: 'dan@example.org', plan: 'Patron' });
  await expect(page.getByText('To join, add a payment method first.')).toBeVisible();
  await expectAccessible(page, 'a method first');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('link', { name: 'Add a card' }).click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /Save/ }).click();
  await expect(page.getByText('Your payment method is saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByText('Welcome: Patron is yours.')).toBeVisible();
  await expect(page.getByText('active', { exact: true })).toBeVisible();
});

test('what was filled in is still there after a card was given, and the amount is chosen', async ({
  browser,
}) => {
  const page = await signsUp(browser, { name: 'Eve', email: 'eve@example.org', plan: 'Friend' });
  await page.getByText('from €5 / year, as you like').click();
  const amount = page.getByLabel('Your amount');
  await expect(amount).toHaveValue('100');
  await amount.fill('');
  await expect(page.getByText('A receipt comes by e-mail.')).toHaveCount(0);
  await amount.fill('150');
  await page.getByLabel('Trade').fill('Baker');
  await expect(page.getByText('You pay now')).toBeVisible();
  await page.getByRole('link', { name: 'Add a card' }).click();
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: /Save/ }).click();
  await expect(amount).toHaveValue('150');
  await expect(page.getByLabel('Trade')).toHaveValue('Baker');
  await page.getByRole('button', { name: 'Join' }).click();
  await expect(page.getByText('Welcome: Friend is yours.')).toBeVisible();
  await expect(page.getByText('€150', { exact: false }).first()).toBeVisible();
});

test('a pack says for how long it is', async ({ page }) => {
  await page.goto(`/portal/${org}/join/${plans['Ten visits']}`);
  await expect(page.getByText('€90 once, for 1 month')).toBeVisible();
});
