/** What we write for banks, and what our tests take for their answers. */

import fc from 'fast-check';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { localDate as d } from '../../src/domain/dates.ts';
import { bankText, isReadable } from '../../src/domain/sepa/text.ts';
import type { Creditor } from '../../src/gateways/payment/sepa/connection.ts';
import { euros, type OpenedLine, pain008 } from '../../src/gateways/payment/sepa/pain008.ts';
import { pain002 } from '../support/bankAnswers.ts';
import { bankValidator } from '../support/bankSchemas.ts';
import { hasDebian } from '../support/debian.ts';

const numRuns = Number(process.env.CERCLE_PROPERTY_RUNS ?? 500);

it('amounts are written exactly', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 99_999_999_999 }), (minor) => {
      const [whole, cents] = euros(minor).split('.');
      expect(cents).toHaveLength(2);
      expect(Number(whole) * 100 + Number(cents)).toBe(minor);
    }),
    { numRuns },
  );
});

const creditor: Omit<Creditor, 'format'> = {
  ...{ creditorName: 'A & B', creditorId: 'FR72ZZZ123456' },
  scheme: 'CORE',
  first: 'RCUR',
  ...{ noticeDays: 2, leadDays: 2, iban: 'FR7630006000011234567890189', bic: null },
};

const line = fc.record({
  endToEnd: fc.uuid().map((id) => id.replaceAll('-', '')),
  amount: fc.integer({ min: 1, max: 1_000_000 }),
  scheme: fc.constantFrom('CORE', 'B2B'),
  sequence: fc.constantFrom('FRST', 'RCUR'),
  mandateId: fc.constant('m'),
  mandateReference: fc.constant('M-2026-000001'),
  signedOn: fc.constant(d('2026-01-01')),
  holder: fc.string({ unit: 'grapheme' }),
  iban: fc.constant(''),
  bic: fc.constantFrom(null, 'AGRIFRPP'),
  remittance: fc.string({ unit: 'grapheme', maxLength: 300 }),
  account: fc.constant('DE89370400440532013000'),
});

it('a file is well formed whatever people are called, and its sums are those of its debits', () => {
  const lines = fc.array(line, { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.constantFrom('08', '02'), (debits, format) => {
      const facts = { orgId: 'o', messageId: 'CERCLE-1', madeAt: '2026-10-01T06:00:00Z' };
      const on = { collectOn: d('2026-10-05'), lines: debits };
      const document = XmlDocument.fromString(
        pain008({ ...facts, ...on }, { ...creditor, format }),
      );
      const texts = (path: string) =>
        document.root
          .find(path.replace(/\w+/g, "*[local-name()='$&']").replace(/^/, './/'))
          .map(({ content }) => content);
      const sum = euros(debits.reduce((total, { amount }) => total + amount, 0));
      expect(texts('GrpHdr/NbOfTxs')).toEqual([String(debits.length)]);
      expect(texts('GrpHdr/CtrlSum')).toEqual([sum]);
      const groups = new Set(debits.map(({ scheme, sequence }) => scheme + sequence));
      expect(texts('PmtInf/PmtMtd')).toHaveLength(groups.size);
      const counts = texts('PmtInf/NbOfTxs').map(Number);
      expect(counts.reduce((all, count) => all + count, 0)).toBe(debits.length);
      const asked = debits.map(({ endToEnd }) => endToEnd);
      expect(texts('EndToEndId').toSorted()).toEqual(asked.toSorted());
      document.dispose();
    }),
    { numRuns: Math.min(numRuns, 2000) },
  );
});

describe.runIf(hasDebian)('by the schemas of ISO 20022', () => {
  const readable = fc.string({ unit: 'grapheme' }).filter((text) => isReadable(bankText(text, 70)));
  const lines = fc.array(
    line.chain((debit) => readable.map((holder) => ({ ...debit, holder, remittance: holder }))),
    { minLength: 1, maxLength: 8 },
  );
  const facts = { orgId: 'o', messageId: 'CERCLE-1', madeAt: '2026-10-01T06:00:00.000Z' };
  const write = (debits: OpenedLine[], format: '08' | '02') =>
    pain008({ ...facts, collectOn: d('2026-10-05'), lines: debits }, { ...creditor, format });

  for (const format of ['08', '02'] as const) {
    it(`every file for the bank is a valid pain.008.001.${format}`, () => {
      const validate = bankValidator(`pain.008.001.${format}`);
      fc.assert(
        fc.property(lines, (debits) => validate(write(debits, format))),
        { numRuns: Math.min(numRuns, 2000) },
      );
    });
  }

  it('an element out of place is refused, and so is the other format', () => {
    const [debits] = fc.sample(lines, 1);
    const xml = write(debits!, '08');
    const validate = bankValidator('pain.008.001.08');
    expect(() => validate(xml.replaceAll('ReqdColltnDt', 'ReqdExctnDt'))).toThrow('ReqdExctnDt');
    expect(() => validate(write(debits!, '02'))).toThrow();
  });

  it('what our tests take for an answer of a bank is one', () => {
    const validate = bankValidator('pain.002.001.10');
    validate(pain002('CERCLE-1', [{ endToEnd: 'a1', code: 'AC04' }]));
    validate(pain002('CERCLE-1', []));
  });
});
