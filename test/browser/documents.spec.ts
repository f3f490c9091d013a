import { readFileSync } from 'node:fs';
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
  org = await staff.founds({ name: 'Paper Mill', kind: 'space', start: 'plan_set' });
  await staff.call('POST', `/organizations/${org}/contacts`, {
    ...{ kind: 'company', display_name: 'Clara Studio', email: 'clara@example.org' },
  });
});

test.beforeEach(({ page }) => staff.opens(page));

const open = (page: Page, path: string) => page.goto(`/o/${org}${path}`);

test('an invoice by hand is drafted, issued, paid, and a credit note gives a part back', async ({
  page,
}) => {
  await open(page, '/invoices');
  await page.getByRole('link', { name: 'New invoice' }).click();
  await page.getByRole('combobox', { name: 'For', exact: true }).fill('Clara');
  await page.getByRole('option', { name: 'Clara Studio' }).click();
  await page.getByRole('textbox', { name: 'Description of line 1' }).fill('Meeting room');
  await page.getByRole('textbox', { name: 'Unit price of line 1' }).fill('100');
  await expect(page.getByText('€120', { exact: true })).toBeVisible();
  await expectAccessible(page, 'a draft');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('link', { name: 'See the PDF' })).toBeVisible();
  await page.getByRole('button', { name: 'Issue…' }).click();
  await page.getByRole('button', { name: 'Issue €120' }).click();
  const drawer = page.getByRole('complementary');
  await expect(drawer.getByRole('heading', { name: /^Invoice \d{4}-000001$/ })).toBeVisible();
  await drawer.getByRole('button', { name: 'Record a payment' }).click();
  await page.getByRole('button', { name: 'Record €120' }).click();
  await expect(drawer.getByText('paid', { exact: true })).toBeVisible();
  await drawer.getByRole('button', { name: 'Refund' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Amount' }).fill('60');
  const outside = dialog.getByRole('checkbox', { name: /only record it/ });
  if (await outside.isVisible()) await outside.check();
  await dialog.getByRole('button', { name: /€60/ }).click();
  const note = drawer.getByRole('link', { name: /^AV-\d{4}-000001\.pdf$/ });
  await expect(note).toBeVisible();
  const pdf = await page.request.get((await note.getAttribute('href')) ?? '');
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-');
});

test('a wrong line of an open invoice is corrected by a credit note, seen before', async ({
  page,
}) => {
  const { items } = await staff.call<{ items: { id: string }[] }>(
    'GET',
    `/organizations/${org}/contacts?q=Clara`,
  );
  const line = { quantity: 1, tax_rate: '20' };
  const draft = await staff.call<{ id: string }>('POST', `/organizations/${org}/invoice-drafts`, {
    ...{ contact_id: items[0]?.id, prices_include_tax: true },
    lines: [
      { ...line, description: 'Studio', unit_amount: 24_000 },
      { ...line, description: 'Piano', unit_amount: 6000 },
    ],
  });
  const issued = await page.request.post(
    `/api/v1/organizations/${org}/invoice-drafts/${draft.id}/issue`,
    { headers: { 'x-cercle': '1', 'if-match': '"1"' }, data: {} },
  );
  const { invoice_id: id } = (await issued.json()) as { invoice_id: string };
  await open(page, `/invoices?open=${id}`);
  const drawer = page.getByRole('complementary');
  await drawer.getByRole('button', { name: 'Credit note', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Piano' }).fill('60');
  await expect(dialog.getByText('€240', { exact: true })).toBeVisible();
  await expectAccessible(page, 'a credit note');
  await dialog.getByRole('textbox', { name: 'Reason (optional)' }).fill('It was not there');
  await dialog.getByRole('button', { name: 'Credit €60' }).click();
  await expect(drawer.getByRole('link', { name: /^AV-\d{4}-\d{6}\.pdf$/ })).toBeVisible();
  await expect(drawer.getByText(/^Credit note AV-.* of €60$/)).toBeVisible();
  await expect(drawer.getByText('Mail: credit note')).toBeVisible();
  await drawer.getByRole('button', { name: 'Record a payment' }).click();
  await page.getByRole('button', { name: 'Record €240' }).click();
  await expect(drawer.getByText('paid', { exact: true })).toBeVisible();
});

test('an invoice in dollars with two taxes stays one when it is opened and saved', async ({
  page,
}) => {
  await open(page, '/drafts?open=new');
  await page.getByRole('combobox', { name: 'For', exact: true }).fill('Clara');
  await page.getByRole('option', { name: 'Clara Studio' }).click();
  await page.getByRole('textbox', { name: 'Description of line 1' }).fill('Meeting room');
  await page.getByRole('textbox', { name: 'Unit price of line 1' }).fill('100');
  await page.getByRole('combobox', { name: 'Currency' }).click();
  await page.getByRole('option', { name: 'USD' }).click();
  const tax = page.getByRole('combobox', { name: 'Tax of line 1' });
  await tax.fill('5 +');
  await expect(tax).toHaveAttribute('aria-invalid', 'true');
  await tax.fill('5 + 9,975');
  await expect(page.getByText('US$114.98', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByRole('link', { name: 'See the PDF' })).toBeVisible();
  await expect(tax).toHaveValue('5+9.975');
  await page.getByRole('textbox', { name: 'Unit price of line 1' }).fill('200');
  await page.getByRole('button', { name: 'Save the draft' }).click();
  await expect(page.getByText('US$229.95', { exact: true })).toBeVisible();
  await expectAccessible(page, 'a draft in dollars');
  await page.getByRole('button', { name: 'Delete the draft' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete the draft' }).click();
  await expect(page.getByText('No invoice is being written.')).toBeVisible();
});

test('open invoices are shown by age, each figure leading to its rows', async ({ page }) => {
  const { items } = await staff.call<{ items: { id: string }[] }>(
    'GET',
    `/organizations/${org}/contacts?q=Clara`,
  );
  const draft = await staff.call<{ id: string }>('POST', `/organizations/${org}/invoice-drafts`, {
    ...{ contact_id: items[0]?.id, prices_include_tax: true },
    lines: [{ description: 'Locker', quantity: 1, unit_amount: 3000, tax_rate: '20' }],
  });
  await page.request.post(`/api/v1/organizations/${org}/invoice-drafts/${draft.id}/issue`, {
    headers: { 'x-cercle': '1', 'if-match': '"1"' },
    data: {},
  });
  await open(page, '/invoices?status=open');
  const ages = page.getByRole('table', { name: 'Open, by age' });
  await expect(ages.getByRole('row', { name: /not due yet.*€30.*1 invoice/ })).toBeVisible();
  await ages.getByRole('link', { name: 'not due yet' }).click();
  await expect(page.getByRole('cell', { name: 'Clara Studio' })).toBeVisible();
  await ages.getByRole('link', { name: 'more than 90 days late' }).click();
  await expect(page.getByText('No invoice matches these filters.')).toBeVisible();
});

test('a FEC file is downloaded, opened and summed', async ({ page }) => {
  await open(page, '/documents');
  await expect(page.getByText('The name of the file begins with your SIREN.')).toBeVisible();
  await page.getByRole('link', { name: 'Enter it in the settings' }).click();
  await page.getByRole('textbox', { name: 'SIREN', exact: false }).first().fill('552100554');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await open(page, '/documents');
  await expectAccessible(page, 'the documents');
  await page.setViewportSize({ width: 1440, height: 900 });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download the FEC' }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^552100554FEC\d{4}1231\.txt$/);
  const [head, ...lines] = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\r\n');
  const columns = head?.split('\t') ?? [];
  expect(columns).toHaveLength(18);
  const cents = (line: string, column: string) =>
    Number(line.split('\t')[columns.indexOf(column)]?.replace(',', ''));
  const sum = (column: string) => lines.reduce((all, line) => all + cents(line, column), 0);
  // Issued 120, 300 and 30, received 120 and 240, credited 60 twice, given back 60.
  expect(sum('Debit')).toBe(99_000);
  expect(sum('Credit')).toBe(99_000);
  expect(lines.some((line) => line.includes('Avoir AV-'))).toBe(true);
});
