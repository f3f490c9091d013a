/**
 * Reverse charge of VAT (spec/plans-and-billing "Taxes"; Directive 2006/112/EC, art. 196): the
 * payer owes the tax in their own country, so the invoice bears none and says so. Prices that hold
 * the tax are charged without it, rounded once per line (billing-rules §11).
 */
import { defineRefusal } from '../errors.ts';
import { atField } from '../fields.ts';
import type { Tax, TaxMode } from '../tax.ts';
import { reverseTaxes, taxDocument } from '../tax.ts';
import { vatNumberOf } from '../vatNumber.ts';
import type { LineInput } from './draft.ts';

export const SellerVatMissing = defineRefusal('seller_vat_missing', 422, {
  en:
    'Reverse charge needs your own VAT number, with its country letters (FR…): enter it in ' +
    'Settings, Documents.',
  fr:
    'L’autoliquidation demande votre propre numéro de TVA, avec les lettres de son pays (FR…) : ' +
    'saisissez-le dans Réglages, Documents.',
});

export const BuyerVatMissing = defineRefusal('buyer_vat_missing', 422, {
  en:
    'Reverse charge needs the VAT number of {name}, with its country letters (DE…): enter it in ' +
    'their record.',
  fr:
    'L’autoliquidation demande le numéro de TVA de {name}, avec les lettres de son pays (DE…) : ' +
    'saisissez-le dans sa fiche.',
});

export const VatNumberNeeded = defineRefusal('vat_number_needed', 409, {
  en:
    '{name} is billed in reverse charge, which needs a VAT number with its country letters (DE…). ' +
    'End the reverse charge first.',
  fr:
    '{name} est en autoliquidation, ce qui demande un numéro de TVA avec les lettres de son pays ' +
    '(DE…). Mettez d’abord fin à l’autoliquidation.',
});

export const OwnVatNumberNeeded = defineRefusal('own_vat_number_needed', 409, {
  en:
    'Payers billed in reverse charge: {count}. Their invoices need your VAT number, with its ' +
    'country letters (FR…).',
  fr:
    'Payeurs en autoliquidation : {count}. Leurs factures demandent votre numéro de TVA, avec les ' +
    'lettres de son pays (FR…).',
});

/** Who sells, and who buys: their VAT numbers as entered. */
export type VatParties = {
  seller: string | null;
  buyer: { name: string; vatNumber: string | null };
};

/** Refuses at /reverse_charge with `SellerVatMissing` or `BuyerVatMissing`: it needs both. */
export function checkReverseCharge({ seller, buyer }: VatParties): void {
  if (vatNumberOf(seller) === '') throw atField(SellerVatMissing, '/reverse_charge');
  if (vatNumberOf(buyer.vatNumber) !== '') return;
  throw atField(BuyerVatMissing, '/reverse_charge', { name: buyer.name });
}

/** Whether a payer owes the tax, before and after a change of their record. */
export type PayerTax = { reverseCharge: boolean; vatNumber: string | null };

/**
 * Checks a change of a payer's record. Refuses setting reverse charge like `checkReverseCharge`,
 * and with `VatNumberNeeded` at /vat_number to take the number away while it is set.
 */
export function checkPayerTax(
  { seller, name }: { seller: string | null; name: string },
  before: PayerTax,
  after: PayerTax,
): void {
  if (!after.reverseCharge) return;
  if (!before.reverseCharge) {
    checkReverseCharge({ seller, buyer: { name, vatNumber: after.vatNumber } });
  } else if (vatNumberOf(after.vatNumber) === '') {
    throw atField(VatNumberNeeded, '/vat_number', { name });
  }
}

/** What an amount is without the taxes its price holds: what the line, taxed, has as its net. */
export function netOf(amount: number, { mode, taxes }: { mode: TaxMode; taxes: readonly Tax[] }) {
  return taxDocument([{ amount, mode, taxes }]).net;
}

type Priced = Pick<LineInput, 'unitAmount' | 'amount' | 'mode' | 'taxes'>;

/**
 * The one place where a price's taxes meet who pays: a line as it is charged to a payer. What is
 * exempt stays exempt, whoever owes the tax of the rest.
 */
export function chargedTo<L extends Priced>(payer: { reverseCharge: boolean }, line: L): L {
  const isTaxed = line.taxes.some(({ category }) => category === 'standard');
  return payer.reverseCharge && isTaxed ? reverseCharged(line) : line;
}

/** A line as it is charged in reverse: at its net, without tax. */
export function reverseCharged<L extends Priced>(line: L): L {
  return {
    ...line,
    unitAmount: netOf(line.unitAmount, line),
    amount: netOf(line.amount, line),
    mode: 'exclusive',
    taxes: reverseTaxes,
  };
}
