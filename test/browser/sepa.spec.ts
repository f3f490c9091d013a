import { readFileSync } from 'node:fs';
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { owner } from '../support/browserWorld.ts';
import { type StaffApi, staffApi } from '../support/staffApi.ts';

let staff: StaffApi;
let org = '';
let contact = '';

type Field = { key: string; shown: string | null };

test.describe.configure({ mode: 'serial', timeout: 240_000 });

test.beforeAll(async ({ playwright, baseURL }) => {
  const request = await playwright.request.newContext({ baseURL });
  staff = await staffApi(request, owner);
  org = await staff.founds({
    name: 'Debit House',
    kind: 'space',
    start: 'plan_set',
    sandbox: false,
  });
  const made = await staff.call<{ id: string }>('POST', `/organizations/${org}/contacts`, {
    ...{ kind: 'person', display_name: 'Renée Dupré', email: 'renee@example.org' },
  });
  contact = made.id;
});

test.beforeEach(({ page }) => staff.opens(page));

const open = (page: Page, path: string) => page.goto(`/o/${org}${path}`);

test('staff connect SEPA files, and a wrong creditor identifier is told apart', async ({
  page,
}) => {
  await open(page, '/settings?section=payments');
  await page.getByRole('button', { name: 'Connect SEPA direct debit' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Creditor name').fill('Debit House');
  await dialog.getByLabel('Creditor identifier').fill('FR73ZZZ123456');
  await dialog.getByLabel('Your account (IBAN)').fill('FR76 3000 6000 0112 3456 7890 189');
  await dialog.getByLabel('Days of notice').fill('2');
  await dialog.getByRole('button', { name: 'Check and save' }).click();
  await expect(dialog.getByText('its check digits do not fit').first()).toBeVisible();
  await dialog.getByLabel('Creditor identifier').fill('FR72ZZZ123456');
  await dialog.getByRole('button', { name: 'Check and save' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Debit House', { exact: false }).first()).toBeVisible();
});

test('what is optional in the contract is emptied again in its form', async ({ page }) => {
  await open(page, '/settings?section=payments');
  const dialog = page.getByRole('dialog');
  const change = async (bic: string) => {
    await page.getByRole('button', { name: 'Change the details' }).click();
    await dialog.getByLabel('BIC of your bank').fill(bic);
    await dialog.getByRole('button', { name: 'Check and save' }).click();
    await expect(dialog).toBeHidden();
  };
  const kept = async () => {
    const { items } = await staff.call<{ items: { name: string; fields: Field[] }[] }>(
      'GET',
      `/organizations/${org}/gateways`,
    );
    const fields = items.find(({ name }) => name === 'sepa')?.fields ?? [];
    return Object.fromEntries(fields.map(({ key, shown }) => [key, shown]));
  };
  await change('AGRIFRPP');
  expect(await kept()).toMatchObject({ bic: 'AGRIFRPP', creditor_name: 'Debit House' });
  await change('');
  expect(await kept()).toMatchObject({ bic: null, creditor_name: 'Debit House', iban: '…0189' });
});

test('a mandate on paper is entered on the record, its account shown by the end only', async ({
  page,
}) => {
  await open(page, `/people/${contact}?act=card`);
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Account holder')).toHaveValue('Renée Dupré');
  await dialog.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 01');
  await dialog.getByRole('button', { name: 'Save the mandate' }).click();
  await expect(dialog.getByText('This account number is not right')).toBeVisible();
  await dialog.getByLabel('IBAN').fill('DE89 3704 0044 0532 0130 00');
  await dialog.getByRole('button', { name: 'Save the mandate' }).click();
  await expect(dialog).toBeHidden();
  await open(page, `/people/${contact}?tab=payments`);
  const row = page.getByRole('row', { name: /M-\d{4}-000001/ });
  await expect(row).toContainText('3000');
  await expect(row).toContainText('active');
});

test('a file is made, downloaded, sent, and a return is recorded', async ({ page }) => {
  const { items } = await staff.call<{ items: { id: string; prices: { id: string }[] }[] }>(
    'GET',
    `/organizations/${org}/plans`,
  );
  const plan = items[0]!;
  await staff.call('POST', `/organizations/${org}/subscriptions`, {
    ...{ contact_id: contact, plan_id: plan.id, price_id: plan.prices[0]!.id },
  });
  await open(page, '/debits');
  await expect(page.getByRole('link', { name: 'Renée Dupré' })).toBeVisible();
  await expectAccessible(page, 'direct debits');
  await page.getByRole('button', { name: 'Make the file…' }).click();
  await page.getByRole('button', { name: /^Make the file of €/ }).click();
  await expect(page.getByRole('heading', { name: 'SEPA file 1' })).toBeVisible();
  const link = page.getByRole('link', { name: 'Download the file' });
  const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
  const xml = readFileSync(await download.path(), 'utf8');
  expect(xml).toContain('<Nm>Renee Dupre</Nm>');
  expect(xml).toContain('<IBAN>DE89370400440532013000</IBAN>');
  await page.getByRole('button', { name: 'Mark sent…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Mark sent' }).click();
  await expect(page.getByText('What the bank does not send back')).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  const row = page.getByRole('list', { name: 'Debits' }).getByRole('listitem');
  await expect(row).toContainText('Renée Dupré');
  await expect(row.getByRole('button', { name: 'Returned… Renée Dupré' })).toBeInViewport();
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.getByRole('button', { name: 'Returned… Renée Dupré' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page, 'a return');
  await dialog.getByRole('combobox', { name: 'The bank’s reason' }).click();
  await page.getByRole('option', { name: /^AC04/ }).click();
  await expect(dialog.getByText('The mandate ends')).toBeVisible();
  await dialog.getByRole('button', { name: /^Record the return of €/ }).click();
  await expect(page.getByText('account closed (AC04)')).toBeVisible();
  await open(page, `/people/${contact}?tab=payments`);
  await expect(page.getByText('ended by the bank')).toBeVisible();
});

test('a file of the bank is read in the page: what is not ours is listed', async ({ page }) => {
  await open(page, '/debits');
  const text = `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02">
<BkToCstmrDbtCdtNtfctn><Ntfctn><Ntry><BookgDt><Dt>2026-11-20</Dt></BookgDt><NtryDtls><TxDtls>
<Refs><EndToEndId>NOT-OURS</EndToEndId></Refs><Amt Ccy="EUR">5.00</Amt>
<RtrInf><Rsn><Cd>AM04</Cd></Rsn></RtrInf></TxDtls></NtryDtls></Ntry></Ntfctn>
</BkToCstmrDbtCdtNtfctn></Document>`;
  const file = { name: 'bank.xml', mimeType: 'application/xml', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('cell', { name: 'NOT-OURS' }).first()).toBeVisible();
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('bank.xml was read before: nothing changed.')).toBeVisible();
});

test('a member gives a mandate in the portal, after reading it', async ({ browser }) => {
  const invited = `/organizations/${org}/contacts/${contact}/invitation`;
  await staff.call('POST', invited);
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await page.goto(await staff.linkIn(org, 'invitation', contact));
  await expect(page.getByRole('heading', { name: /^Welcome/ })).toBeVisible();
  await page.goto(`/portal/${org}/card`);
  await expect(page.getByText('creditor identifier FR72ZZZ123456')).toBeVisible();
  await page.getByLabel('IBAN').fill('FR14 2004 1010 0505 0001 3M02 606');
  await page.getByRole('checkbox', { name: 'I agree to this mandate.' }).check();
  await expectAccessible(page, 'the mandate');
  await page.getByRole('button', { name: 'Give the mandate' }).click();
  await expect(page.getByText('IBAN ••06').first()).toBeVisible();
  await context.close();
});
