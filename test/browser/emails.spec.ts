import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

/** Staff write an automatic e-mail in their own words, and go back to the default. */

let staff: StaffApi;
let org = '';

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({ name: 'Word House', kind: 'space', start: 'empty' });
  await staff.call('POST', `/organizations/${org}/contacts`, {
    ...{ kind: 'person', display_name: 'Renée Dupré', first_name: 'Renée' },
    ...{ email: 'renee@example.org', language: 'fr' },
  });
});

test.beforeEach(({ page }) => staff.opens(page));

const open = (page: Page, path: string) => page.goto(`/o/${org}${path}`);
const mail = (page: Page) => page.frameLocator('iframe[title="The e-mail as it looks"]');
const firstText = (page: Page) =>
  page.getByRole('group', { name: 'Paragraph, part 1' }).getByLabel('Text', { exact: true });

test('every e-mail is listed with when it is sent, and opened in a language', async ({ page }) => {
  await open(page, '/settings?section=emails');
  await expect(page.getByText('When the bank refuses a payment for the first time')).toBeVisible();
  await expect(page.getByRole('link', { name: /: default text$/ })).toHaveCount(88);
  await expectAccessible(page, 'the list of e-mails');
  await page.getByRole('link', { name: 'Payment refused in French: default text' }).click();
  await expect(page.getByRole('heading', { name: 'Payment refused' })).toBeVisible();
  await expect(page.getByText('This is the default text.')).toBeVisible();
  await expect(
    mail(page).getByRole('paragraph').getByText('la banque a refusé 10,00'),
  ).toBeVisible();
  await expectAccessible(page, 'an e-mail');
});

test('a tag is put in from the list, an unknown one is flagged where it is', async ({ page }) => {
  await open(page, '/emails/declined_first');
  const text = firstText(page);
  await text.fill('Bad luck, ');
  await page.getByRole('button', { name: 'Insert a tag into: Text' }).first().click();
  await page.getByRole('textbox', { name: 'Search the tags' }).fill('happened');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(text).toHaveValue('Bad luck, {{ what_happened }}');
  await expect(text).toBeFocused();
  await expect(page.getByText(/^Tags used here: What happened$/)).toBeVisible();
  await expect(
    mail(page).getByRole('paragraph').getByText('Bad luck, The bank refused €10.00'),
  ).toBeVisible();
  await text.fill('Bad luck, {{ firstname }}');
  await expect(page.getByText('There is no tag {{ firstname }} here.')).toBeVisible();
  await expect(text).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('Shown as it was before what is marked.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await expectAccessible(page, 'an e-mail with a remark');
});

test('it is looked at as a member and on a phone, tried, saved, left and restored', async ({
  page,
}) => {
  await open(page, '/emails/declined_first');
  await firstText(page).fill('Bad luck. {{ what_happened }} {{ access_sentence }}');
  await page.getByRole('combobox', { name: 'As it reaches' }).fill('Renée');
  await page.getByRole('option', { name: 'Renée Dupré' }).click();
  await expect(mail(page).getByText('Hello Renée,')).toBeVisible();
  await expect(page.getByText('Renée Dupré gets this e-mail in French.')).toBeVisible();
  await page.getByText('Phone', { exact: true }).click();
  await expect(page).toHaveURL(/view=phone/);
  await page.getByRole('button', { name: 'Send me a test' }).click();
  await expect(page.getByText('A test is on its way to owner@example.org.')).toBeVisible();
  await page.getByRole('link', { name: 'All e-mails' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByText('Saved: from now on your text is sent.')).toBeVisible();
  await page.reload();
  await expect(firstText(page)).toHaveValue(/^Bad luck\. /);
  await expect(mail(page).getByText('Hello Renée,')).toBeVisible();
  await page.getByRole('link', { name: 'All e-mails' }).click();
  const own = page.getByRole('link', { name: 'Payment refused in English: your text' });
  await own.click();
  await page.getByRole('button', { name: 'Restore the default' }).click();
  await dialog.getByRole('button', { name: 'Restore the default' }).click();
  await expect(firstText(page)).toHaveValue('{{ what_happened }} {{ access_sentence }}');
  await expect(page.getByText('This is the default text.')).toBeVisible();
});

test('an older version is taken up again, and a text is not left by mistake', async ({ page }) => {
  await open(page, '/emails/declined_first');
  await page.getByRole('button', { name: 'Take up again: version 1' }).click();
  await expect(firstText(page)).toHaveValue(/^Bad luck\. /);
  await expectAccessible(page, 'the versions of an e-mail');
  await page.getByRole('link', { name: 'French' }).click();
  const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
  await dialog.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page).toHaveURL(/language=fr/);
  await expect(page.getByText('This is the default text.')).toBeVisible();
});

test('parts are added, moved and taken away by keyboard; the button that must stay is asked for', async ({
  page,
}) => {
  await open(page, '/emails/magic_link');
  await page.getByRole('button', { name: 'Add' }).press('Enter');
  await page.getByRole('menuitem', { name: 'Paragraph' }).press('Enter');
  const added = page.getByRole('group', { name: 'Paragraph, part 4' });
  await added.getByLabel('Text', { exact: true }).fill('See you soon.');
  await page.getByRole('button', { name: 'Move up: Paragraph, part 4' }).press('Enter');
  await expect(page.getByRole('group', { name: 'Paragraph, part 3' })).toContainText('See you');
  await page.getByRole('button', { name: 'Remove: Button, part 2' }).press('Enter');
  await expect(page.getByText('This e-mail must keep its button: “Signs in”.')).toBeVisible();
});
