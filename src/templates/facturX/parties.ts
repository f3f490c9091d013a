import { vatNumberOf } from '../../domain/vatNumber.ts';
import type { Address, Buyer, InvoiceDocument, Seller } from '../invoicePdf/types.ts';
import { element, type Piece } from './element.ts';

/** The seller (BG-4) with the numbers that name it; see `facturXProblem` for what must be there. */
export function sellerParty(seller: Seller): string {
  const siren = sirenOf(seller.siren);
  const vat = vatNumberOf(seller.vatNumber);
  return element('ram:SellerTradeParty', [
    element('ram:Name', seller.name),
    element('ram:Description', [seller.legalForm, seller.register].filter(Boolean).join(' · ')),
    legalOrganization(siren),
    contact(seller),
    address(seller.address, countryOf(seller.address) ?? 'FR'),
    electronicAddress(seller.email),
    taxRegistration('VA', vat),
    // Who charges no tax has no VAT number: the tax office knows them by their SIREN (BT-32).
    vat === '' && taxRegistration('FC', siren),
  ]);
}

/** The buyer (BG-7); without a country of their own they live in the seller's. */
export function buyerParty(buyer: Buyer, seller: Seller): string {
  return element('ram:BuyerTradeParty', [
    element('ram:Name', buyer.name),
    legalOrganization(sirenOf(buyer.siren)),
    address(buyer.address, countryOf(buyer.address) ?? countryOf(seller.address) ?? 'FR'),
    electronicAddress(buyer.email),
    taxRegistration('VA', vatNumberOf(buyer.vatNumber)),
  ]);
}

/** Why a document cannot be a Factur-X: what EN 16931 wants and it lacks; null when it can. */
export function facturXProblem(
  document: InvoiceDocument,
): 'void' | 'seller' | 'two_taxes' | 'seller_vat' | 'buyer_vat' | null {
  const { seller, buyer, status, taxes } = document;
  if (status === 'void') return 'void';
  if (sirenOf(seller.siren) === '' && vatNumberOf(seller.vatNumber) === '') return 'seller';
  // The norm knows one rate per line.
  if (document.lines.some(({ taxRate }) => taxRate.includes('+'))) return 'two_taxes';
  const isReverse = taxes.some((row) => row.category === 'reverse_charge');
  // BR-AE-02: both are named by their VAT numbers.
  if (isReverse && vatNumberOf(seller.vatNumber) === '') return 'seller_vat';
  return isReverse && vatNumberOf(buyer.vatNumber) === '' ? 'buyer_vat' : null;
}

/** The nine digits of a SIREN, also out of a SIRET; '' when there are none. */
function sirenOf(text: string | undefined): string {
  const digits = (text ?? '').replace(/\D/g, '');
  return digits.length === 9 || digits.length === 14 ? digits.slice(0, 9) : '';
}

function countryOf({ country }: Address): string | null {
  return country && /^[A-Z]{2}$/.test(country) ? country : null;
}

/** 0002 is the French register of companies (SIRENE) in ISO 6523. */
function legalOrganization(siren: string): Piece {
  return element('ram:SpecifiedLegalOrganization', [
    element('ram:ID', siren, { schemeID: '0002' }),
  ]);
}

function contact({ name, phone, email }: Seller): Piece {
  if (!phone && !email) return null;
  return element('ram:DefinedTradeContact', [
    element('ram:PersonName', name),
    element('ram:TelephoneUniversalCommunication', [element('ram:CompleteNumber', phone ?? '')]),
    element('ram:EmailURIUniversalCommunication', [element('ram:URIID', email ?? '')]),
  ]);
}

function address({ line1, line2, postalCode, city }: Address, country: string): string {
  return element('ram:PostalTradeAddress', [
    element('ram:PostcodeCode', postalCode ?? ''),
    element('ram:LineOne', line1 ?? ''),
    element('ram:LineTwo', line2 ?? ''),
    element('ram:CityName', city ?? ''),
    element('ram:CountryID', country),
  ]);
}

function electronicAddress(email: string | undefined): Piece {
  return element('ram:URIUniversalCommunication', [
    element('ram:URIID', email ?? '', { schemeID: 'EM' }),
  ]);
}

function taxRegistration(scheme: 'VA' | 'FC', number: string): Piece {
  return element('ram:SpecifiedTaxRegistration', [element('ram:ID', number, { schemeID: scheme })]);
}
