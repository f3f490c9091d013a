import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, expectNoSideScroll } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let contact = '';

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Oak School', kind: 'site', start: 'empty' });
  const at = `/organizations/${org}`;
  const price = { amount: 1500, currency: 'EUR', interval_unit: 'month', interval_count: 1 };
  for (const name of ['Course', 'Library']) {
    const body = { name, prices: [price], description: `All of the ${name.toLowerCase()}.` };
    const { id } = await staff.call<{ id: string }>('POST', `${at}/plans`, body);
    if (name !== 'Course') continue;
    const joined = await staff.call<{ contact_id: string }>('POST', `${at}/subscriptions`, {
      contact: { kind: 'person', display_name: 'Zoé Lefèvre', email: 'zoe@example.org' },
      plan_id: id,
      payment_method: { test_card: '4242424242424242' },
    });
    contact = joined.contact_id;
  }
});

const editor = (page: Page) => page.getByRole('main');

test('a page is written with a live look, and made', async ({ page }) => {
  await staff.opens(page);
  await page.goto(`/o/${org}/pages`);
  await expect(page.getByText('No page yet')).toBeVisible();
  await expectAccessible(page, 'no pages');
  await page.getByRole('link', { name: 'New page' }).first().click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Première leçon');
  await expect(page.getByRole('textbox', { name: 'Address' })).toHaveValue('premiere-lecon');
  await page.getByRole('textbox', { name: 'Address' }).fill('course/first');
  await page.getByRole('textbox', { name: 'Teaser' }).fill('How to choose an acorn.');
  const text = page.getByRole('textbox', { name: 'Text', exact: true });
  await text.fill('# Acorns\nHello {{ member.nickname }}');
  await expect(page.getByText('There is no tag {{ member.nickname }} here.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Create the page' })).toBeDisabled();
  await text.fill('# Acorns\nHello **');
  await page.getByRole('button', { name: 'Insert a tag into: Text' }).click();
  await page.getByRole('option', { name: /full name/ }).click();
  await text.press('End');
  await text.pressSequentially(
    '** <script>window.ran = 1</script>\n- [Film](https://video.example/1)',
  );
  const look = page.getByRole('region', { name: 'What somebody sees' });
  await expect(look.getByRole('heading', { name: 'Acorns' })).toBeVisible();
  await expect(look.getByText('<script>window.ran = 1</script>')).toBeVisible();
  expect(await page.evaluate('"ran" in window')).toBe(false);
  await page.getByRole('radio', { name: 'members with one of some plans' }).check();
  await page.getByRole('button', { name: 'Create the page' }).click();
  await expect(page.getByText(/^No plan would open the page/).first()).toBeVisible();
  await page.getByRole('checkbox', { name: 'Course' }).check();
  await page.getByRole('checkbox', { name: 'Published' }).check();
  await expectAccessible(page, 'writing a page');
  await page.getByRole('button', { name: 'Create the page' }).click();
  await expect(page.getByText('“Première leçon” is saved.')).toBeVisible();
  await expect(page).toHaveURL(/\/pages\/[0-9a-f-]{36}$/);
});

test('staff ask what somebody would see, and set pages at the plan', async ({ page }) => {
  await staff.opens(page);
  await page.goto(`/o/${org}/pages`);
  await page.getByRole('link', { name: 'Première leçon' }).click();
  const look = page.getByRole('region', { name: 'What somebody sees' });
  // The look itself is loading beside it at first.
  const said = look.getByRole('status').filter({ hasText: /open/i });
  await expect(said).toContainText('A visitor may not open it.');
  await look.getByRole('combobox', { name: 'As read by' }).fill('Zoé');
  await page.getByRole('option', { name: 'Zoé Lefèvre' }).click();
  await expect(said).toContainText('Zoé Lefèvre may open it. Opened by Course.');
  await expect(look.getByText('Hello Zoé Lefèvre')).toBeVisible();
  await expectAccessible(page, 'what somebody sees');
  await page.getByLabel('Days after joining').fill('30');
  await page.getByRole('button', { name: 'Save the page' }).click();
  await expect(said).toContainText(/Opens on .*, 30 days after joining\./);
  await page.getByLabel('Days after joining').fill('0');
  await page.getByRole('button', { name: 'Save the page' }).click();
  await expect(said).toContainText('Opened by Course.');

  await page.goto(`/o/${org}/plans`);
  await page.getByRole('button', { name: 'Library', exact: true }).click();
  const drawer = page.getByRole('complementary', { name: 'Library' });
  const opened = drawer.getByRole('region', { name: 'Pages this plan opens' });
  await opened.getByRole('checkbox', { name: 'Première leçon' }).check();
  await expectAccessible(page, 'pages of a plan');
  await drawer.getByRole('button', { name: 'Save the plan' }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole('link', { name: 'Pages', exact: true }).click();
  await expect(editor(page).getByText('Course and Library')).toBeVisible();
});

test('pages are ordered, deleted and brought back', async ({ page }) => {
  await staff.opens(page);
  const at = `/organizations/${org}/pages`;
  const welcome = { path: 'welcome', title: 'Welcome', audience: 'everyone', published: true };
  await staff.call('POST', at, { ...welcome, body: 'Open to **all**.' });
  const late = { path: 'course/second', title: 'Second lesson', after_days: 20, published: true };
  await staff.call('POST', at, late);
  await page.goto(`/o/${org}/pages`);
  await page.getByRole('button', { name: 'Move Welcome up, now 2 of 3' }).click();
  await expect(page.getByRole('button', { name: 'Move Welcome up, now 1 of 3' })).toBeVisible();
  await expectAccessible(page, 'pages');
  await page.getByRole('link', { name: 'Second lesson' }).click();
  await page.getByRole('button', { name: 'Delete…' }).click();
  await expectAccessible(page, 'deleting a page');
  await page.getByRole('button', { name: 'Delete the page' }).click();
  await expect(page.getByRole('link', { name: 'Second lesson' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('link', { name: 'Second lesson' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSideScroll(page, 'pages on a phone');
  await page.getByRole('link', { name: 'Welcome' }).click();
  await expect(page.getByRole('textbox', { name: 'Title' })).toBeVisible();
  await expectNoSideScroll(page, 'a page on a phone');
});

test('a visitor reads what is for everybody, and of the rest why not and the way in', async ({
  browser,
}) => {
  const page = await (
    await browser.newContext({ viewport: { width: 390, height: 844 } })
  ).newPage();
  await page.goto(`/portal/${org}/pages`);
  await page.getByRole('link', { name: /^Welcome/ }).click();
  await expect(page.getByText('Open to all.')).toBeVisible();
  await expectAccessible(page, 'a page for everybody');
  await page.getByRole('link', { name: 'All pages' }).click();
  await expect(
    page.getByText('This page is for members: sign in, if you are one.').first(),
  ).toBeVisible();
  await expectAccessible(page, 'pages for a visitor');
  await page.getByRole('link', { name: /Première leçon/ }).click();
  await expect(page.getByText('How to choose an acorn.')).toBeVisible();
  await expect(page.getByText('Acorns')).toHaveCount(0);
  await expectNoSideScroll(page, 'a closed page');
  await expectAccessible(page, 'a closed page');
  await page.getByRole('region', { name: 'Course' }).getByRole('link').click();
  await expect(page.getByLabel('Your name')).toBeVisible();
  await page.goBack();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/sign-in\?next=.*course/);

  await page.getByLabel('E-mail').fill('zoe@example.org');
  await page.getByRole('button', { name: 'E-mail me a link' }).click();
  await expect(page.getByText('Look into your mailbox')).toBeVisible();
  await page.goto(await staff.linkIn(org, 'magic_link', contact));
  await expect(page).toHaveURL(new RegExp(`/portal/${org}/pages/course/first$`));
  await expect(page.getByRole('heading', { name: 'Acorns' })).toBeVisible();
  await expect(page.getByText('Hello Zoé Lefèvre')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Film' })).toHaveAttribute(
    'href',
    'https://video.example/1',
  );
  expect(await page.evaluate('"ran" in window')).toBe(false);
  await expectAccessible(page, 'a page for members');

  await page.goto(`/portal/${org}`);
  await page.getByRole('link', { name: /^Pages 2/ }).click();
  await expect(page.getByText(/^Opens on /)).toBeVisible();
  await expectAccessible(page, 'pages of a member');
  await expectNoSideScroll(page, 'pages of a member');
  await page.getByRole('button', { name: 'Menu' }).click();
  await page.getByRole('menuitem', { name: 'Passer en français' }).click();
  await expect(page.getByText(/^S’ouvre le .*, 20 jours après l’adhésion\.$/)).toBeVisible();
  await expectAccessible(page, 'pages in French');
  await page.context().close();
});

test('the log says who opened what, and the palette finds pages', async ({ page }) => {
  await staff.opens(page);
  await page.goto(`/o/${org}/activity?kind=page`);
  await expect(page.getByText('Opened the page “Première leçon”')).toHaveCount(1);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').last().fill('premiere');
  await page.getByRole('option', { name: /Première leçon/ }).click();
  await expect(page.getByRole('heading', { name: 'Première leçon' })).toBeVisible();
  await page.goto(`/o/${org}/people/${contact}?tab=activity`);
  await expect(page.getByText('Opened the page “Première leçon”')).toHaveCount(1);
});
