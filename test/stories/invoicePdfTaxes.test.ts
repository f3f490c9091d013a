import { expect, it } from 'vitest';
import { look } from '../../src/actions/context.ts';
import { documentPdf } from '../../src/actions/documents/pdf.ts';
import { findPlan } from '../../src/db/plans/read.ts';
import { localDate as d } from '../../src/domain/dates.ts';
import { testDatabase } from '../support/database.ts';
import { pdfText } from '../templates/pdfText.ts';
import { billingWorld } from './billingWorld.ts';

const db = await testDatabase();

it('prints two taxes side by side, the set-up fee and add-ons, and adds up', async () => {
  const life = await billingWorld(db, '2026-10-01');
  const price = {
    amount: 10_000,
    currency: 'EUR',
    intervalUnit: 'month',
    intervalCount: 1,
  } as const;
  const planId = await life.plan({
    ...{ name: 'Studio', amount: 0, taxRate: '5+9.975', taxInclusive: false },
    prices: [{ ...price, setupAmount: 5000 }],
    addons: [{ name: 'Locker', maxQuantity: 3, amounts: [700] }],
  });
  const plan = await look(life.ctx, ({ tx }) => findPlan(tx, planId));
  const { invoiceIds } = await life.join(planId, {
    firstBillingOn: d('2026-10-01'),
    addons: [{ addonId: plan!.addons[0]!.id, quantity: 2 }],
  });
  const pdf = await look(life.ctx, ({ tx }) =>
    documentPdf(tx, { kind: 'invoice', id: invoiceIds[0]! }),
  );
  const { text } = pdfText(pdf.bytes);
  // 100 + 50 + 2 × 7 without tax; 5 % and 9.975 % of 164, each rounded once.
  for (const part of [
    ...['Studio', 'Set-up fee · Studio', 'Locker', '€100.00', '€50.00', '€14.00'],
    ...['5%', '9.975%', '€8.20', '€16.36', '€164.00', '€188.56'],
  ]) {
    expect(text, part).toContain(part);
  }
  await life.check();
});
