import { type Browser, expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let at = '';
const plans: Record<string, string> = {};

const zoe = { display_name: 'Zoé Martin', email: 'zoe@example.org' };

test.describe.configure({ mode: 'serial', timeout: 120_000 });
test.use({ actionTimeout: 15_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Harbor Club', kind: 'association', start: 'empty' });
  at = `/organizations/${org}`;
  for (const [name, amount] of Object.entries({ Partner: 30_00, Regular: 18_00 })) {
    const price = { amount, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
    const body = { name, kind: 'recurring', tax_rate: '20', prices: [price] };
    plans[name] = (await staff.call<{ id: string }>('POST', `${at}/plans`, body)).id;
  }
});

async function asStaff(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await staff.opens(page);
  return page;
}

async function today(): Promise<string> {
  return (await staff.call<{ today: string }>('GET', at)).today;
}

/** Moves the clock to the day on which somebody's notice is due, ten days before the end. */
async function untilNotice(contact: string): Promise<void> {
  type Held = { items: { next_billing_on: string }[] };
  const { items } = await staff.call<Held>('GET', `${at}/contacts/${contact}/subscriptions`);
  const end = Date.parse(items[0]?.next_billing_on ?? '');
  await staff.advance(org, new Date(end - 10 * 86_400_000).toISOString().slice(0, 10));
}

/** Pays everything that is open. */
async function settlesAll(): Promise<void> {
  type Invoices = { items: { id: string; balance: number }[] };
  const { items } = await staff.call<Invoices>('GET', `${at}/invoices?status=open`);
  for (const { id, balance: amount } of items) {
    const paid = { amount, received_on: await today(), means: 'transfer' };
    await staff.call('POST', `${at}/invoices/${id}/payments`, paid);
  }
}

/** Somebody who has the plan from today on; the id of their record. */
async function joins(contact: object, plan: string): Promise<string> {
  const on = await today();
  const body = { plan_id: plans[plan], contact, start_on: on, first_billing_on: on };
  type Joined = { contact_id: string };
  return (await staff.call<Joined>('POST', `${at}/subscriptions`, body)).contact_id;
}

let member: Page;
let person = '';

test('a plan asks first, at a day the server allows, and the record says so', async ({
  browser,
}) => {
  const page = await asStaff(browser);
  await page.goto(`/o/${org}/plans?open=${plans.Partner}`);
  const section = page.getByRole('region', { name: 'Renewal' });
  await section.getByText('Ask first').click();
  const lead = section.getByLabel('Days before the end');
  await expect(lead).toHaveValue('27');
  await lead.fill('40');
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(lead).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page, 'the renewal of a plan');
  await lead.fill('10');
  await expect(section.getByText('10 days before the end, a notice is sent')).toBeVisible();
  await page.getByRole('button', { name: 'Save' }).last().click();
  await expect(page.getByText('Partner is saved')).toBeVisible();

  person = await joins(zoe, 'Partner');
  await settlesAll();
  await page.goto(`/o/${org}/people/${person}?tab=subscriptions`);
  await expect(page.getByText('Renewal: asked first, as the plan')).toBeVisible();
  await expect(page.getByText('next invoice')).toHaveCount(0);
  await page.context().close();
});

test('the member follows the notice on a telephone and asks for something else', async ({
  browser,
}) => {
  await untilNotice(person);
  const link = await staff.linkTo(org, 'renewal_notice', zoe.email);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  member = await context.newPage();
  await member.goto(link);
  await expect(member.getByRole('heading', { name: 'Go on with Partner?' })).toBeVisible();
  await expect(member.getByText('Of which tax')).toBeVisible();
  await expect(member.getByRole('button', { name: 'I do not want to go on' })).toHaveCount(0);
  await expectAccessible(member, 'an offered renewal');
  await expectNoSideScroll(member, 'an offered renewal');
  await member.goto(`/portal/${org}`);
  await expect(member.getByText('Do you want to go on?')).toBeVisible();
  await expectAccessible(member, 'a renewal on the start page');
  await member.getByRole('link', { name: 'See the offer' }).click();

  await member.getByRole('button', { name: 'Ask for something else' }).click();
  await expect(member.getByRole('button', { name: 'Ask for it' })).toBeDisabled();
  await member.getByRole('radio', { name: /Regular/ }).check();
  await member.getByLabel('Anything else?').fill('I come less often now.');
  await expectAccessible(member, 'asking for something else');
  await expectNoSideScroll(member, 'asking for something else');
  await member.getByRole('button', { name: 'Ask for it' }).click();
  await expect(member.getByText('You asked for something else.')).toBeVisible();
  await expect(member.getByText('Plan: Regular')).toBeVisible();
  await expect(member.getByRole('button', { name: 'Yes, go on' })).toHaveCount(0);
});

test('staff apply what was asked with one click, and send it again', async ({ browser }) => {
  const page = await asStaff(browser);
  await page.goto(`/o/${org}/overview`);
  const waits = page.getByRole('link', { name: /Member who asked for something else/ });
  await expect(waits).toHaveAttribute('href', /board=change_requested/);
  const menu = page.getByRole('navigation', { name: 'Menu' }).first();
  await expect(menu.getByRole('link', { name: /Renewals\s*1/ })).toBeVisible();
  await menu.getByRole('link', { name: /Renewals/ }).click();
  await page.getByRole('link', { name: /Change requested/ }).click();
  await page.getByText('Zoé Martin').click();
  const drawer = page.getByRole('complementary', { name: 'Zoé Martin' });
  await expect(drawer.getByText('I come less often now.')).toBeVisible();
  await expectAccessible(page, 'a renewal');
  await drawer.getByRole('button', { name: 'Apply to the offer' }).click();
  const offer = page.getByRole('dialog', { name: 'What Zoé Martin is offered' });
  await expect(offer.getByRole('combobox', { name: 'Plan' })).toHaveValue('Regular');
  await expectAccessible(page, 'the offer of a renewal');
  await offer.getByRole('button', { name: 'Save the offer' }).click();
  await expect(drawer.getByText('€18').last()).toBeVisible();
  await drawer.getByRole('button', { name: 'Send again' }).click();
  const send = page.getByRole('dialog', { name: 'Send the notice to Zoé Martin' });
  await send.getByRole('button', { name: 'Send the notice' }).click();
  await expect(drawer.getByText('without an answer so far')).toBeVisible();
  await drawer.getByRole('button', { name: 'Close' }).click();
  await expect(page.getByText('An empty board is a good board.').last()).toBeVisible();
  await page.context().close();
});

test('the member accepts, reads it in French too, and is shown how to pay', async () => {
  await member.reload();
  await expect(member.getByRole('heading', { name: 'Go on with Regular?' })).toBeVisible();
  await member.getByRole('button', { name: 'Menu' }).click();
  await member.getByText('Passer en français').click();
  await expect(member.getByRole('button', { name: 'Oui, je continue' })).toBeVisible();
  await member.getByRole('button', { name: 'Menu' }).click();
  await member.getByText('Switch to English').click();
  await member.getByRole('button', { name: 'Yes, go on' }).click();
  await expect(member.getByText('You go on with Regular.')).toBeVisible();
  await expect(member.getByRole('link', { name: 'Pay €18' })).toBeVisible();
  await expectAccessible(member, 'an accepted renewal');
  await expect(member.getByRole('button', { name: 'Yes, go on' })).toHaveCount(0);
});

test('staff see it accepted and unpaid, record the payment, and it is renewed', async ({
  browser,
}) => {
  const page = await asStaff(browser);
  await page.goto(`/o/${org}/renewals?board=unpaid`);
  await page.getByText('Zoé Martin').click();
  const drawer = page.getByRole('complementary', { name: 'Zoé Martin' });
  await expect(drawer.getByText('The new term counts once it is paid.')).toBeVisible();
  await drawer.getByRole('button', { name: 'Reset' }).click();
  const reset = page.getByRole('dialog', { name: 'Reset the renewal of Zoé Martin' });
  await expect(reset.getByText('Its invoice is voided')).toBeVisible();
  await expectAccessible(page, 'resetting a renewal');
  await reset.getByRole('button', { name: 'Cancel' }).click();
  await drawer.getByRole('link', { name: /^Invoice/ }).click();
  const invoice = page.getByRole('complementary');
  await invoice.getByRole('button', { name: 'Record a payment' }).click();
  await page.getByRole('button', { name: 'Record €18' }).click();
  await expect(invoice.getByText('paid', { exact: true })).toBeVisible();
  await page.goto(`/o/${org}/people/${person}?tab=renewals`);
  await expect(page.getByText('renewed', { exact: true })).toBeVisible();
  await expectAccessible(page, 'the renewals of a person');
  await page.context().close();
});

test('many are refused at once with one reason of the settings', async ({ browser }) => {
  const page = await asStaff(browser);
  await page.goto(`/o/${org}/settings?section=renewals`);
  const reasons = page.getByRole('combobox', { name: 'Reasons for leaving' });
  await reasons.fill('Moved away');
  await reasons.press('Enter');
  await expectAccessible(page, 'the settings of renewals');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  let latest = '';
  for (const name of ['Ben', 'Cleo']) {
    const contact = { display_name: name, email: `${name.toLowerCase()}@example.org` };
    latest = await joins(contact, 'Partner');
  }
  await settlesAll();
  await untilNotice(latest);
  await page.goto(`/o/${org}/renewals`);
  await page.getByRole('checkbox', { name: 'Select Ben' }).check();
  await page.getByRole('checkbox', { name: 'Select Cleo' }).check();
  await page.getByRole('toolbar').getByRole('button', { name: 'Refuse' }).click();
  const dialog = page.getByRole('dialog', { name: 'Refuse the selected renewals' });
  await dialog.getByRole('combobox', { name: 'Reason' }).click();
  await page.getByRole('option', { name: 'Moved away' }).click();
  await expectAccessible(page, 'refusing many renewals');
  await dialog.getByRole('button', { name: 'Refuse 2 renewals' }).click();
  const done = page.getByRole('dialog', { name: 'Done' });
  await expect(done).toBeVisible();
  await done.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('link', { name: /Decided/ }).click();
  await expect(page.getByText('Moved away')).toHaveCount(2);
  await page.context().close();
});
