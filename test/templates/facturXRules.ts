/**
 * The rules of EN 16931 that are about sums and presence, asked of an invoice's XML; each under its
 * name in the norm. What the XSD checks (order, types) is not repeated here.
 */

type Found = { rule: string; about: string };

/** Rules that the XML breaks; none for a sound document. */
export function brokenRules(xml: string): Found[] {
  const broken: Found[] = [];
  const check = (rule: string, isKept: boolean, about = '') => {
    if (!isKept) broken.push({ rule, about });
  };
  sums(xml, check);
  taxes(xml, check);
  presence(xml, check);
  return broken;
}

type Check = (rule: string, isKept: boolean, about?: string) => void;

/** The text of every element of a name, in order. */
export function texts(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`, 'g'))].map(
    (match) => match[1]!,
  );
}

function parts(xml: string, name: string): string[] {
  return xml.match(new RegExp(`<${name}(?: [^>]*)?>.*?</${name}>`, 'gs')) ?? [];
}

const cents = (text: string | undefined) => Math.round(Number(text ?? '0') * 100);

function sums(xml: string, check: Check): void {
  const [header] = parts(xml, 'ram:SpecifiedTradeSettlementHeaderMonetarySummation');
  const of = (name: string) => cents(texts(header!, `ram:${name}`)[0]);
  const lines = texts(xml, 'ram:LineTotalAmount').slice(0, -1).map(cents);
  const rates = taxRows(xml);
  const sum = (values: number[]) => values.reduce((a, b) => a + b, 0);
  check('BR-CO-10', sum(lines) === of('LineTotalAmount'), `${lines}`);
  check('BR-CO-13', of('LineTotalAmount') === of('TaxBasisTotalAmount'));
  check('BR-CO-14', sum(rates.map(({ tax }) => tax)) === of('TaxTotalAmount'));
  check('BR-CO-15', of('TaxBasisTotalAmount') + of('TaxTotalAmount') === of('GrandTotalAmount'));
  check('BR-CO-16', of('GrandTotalAmount') - of('TotalPrepaidAmount') === of('DuePayableAmount'));
}

type TaxRow = { tax: number; base: number; category: string; rate: number; reason: string };

function taxRows(xml: string): TaxRow[] {
  const settlement = parts(xml, 'ram:ApplicableHeaderTradeSettlement')[0]!;
  return parts(settlement, 'ram:ApplicableTradeTax').map((part) => ({
    tax: cents(texts(part, 'ram:CalculatedAmount')[0]),
    base: cents(texts(part, 'ram:BasisAmount')[0]),
    category: texts(part, 'ram:CategoryCode')[0]!,
    rate: Number(texts(part, 'ram:RateApplicablePercent')[0]),
    reason: texts(part, 'ram:ExemptionReason')[0] ?? '',
  }));
}

function taxes(xml: string, check: Check): void {
  const lines = parts(xml, 'ram:IncludedSupplyChainTradeLineItem').map((part) => ({
    net: cents(texts(part, 'ram:LineTotalAmount')[0]),
    category: texts(part, 'ram:CategoryCode')[0],
    rate: Number(texts(part, 'ram:RateApplicablePercent')[0]),
    price: cents(texts(part, 'ram:ChargeAmount')[0]),
    quantity: Number(texts(part, 'ram:BilledQuantity')[0]),
  }));
  for (const row of taxRows(xml)) {
    const of = lines.filter((line) => line.category === row.category && line.rate === row.rate);
    const base = of.reduce((total, { net }) => total + net, 0);
    check(`BR-${row.category}-08`, base === row.base, `${base} ${row.base}`);
    // The norm's own check allows a difference below one unit of currency (inclusive prices).
    check('BR-CO-17', Math.abs(row.tax - (row.base * row.rate) / 100) < 100);
    if (row.category === 'S') check('BR-S-05', row.rate > 0);
    else {
      check(`BR-${row.category}-05`, row.rate === 0 && row.tax === 0);
      check(`BR-${row.category}-10`, row.reason !== '');
    }
  }
  for (const line of lines) {
    check('BR-27', line.price >= 0);
    check('BT-131', line.price * line.quantity === line.net, JSON.stringify(line));
    check('BR-CO-04', line.category !== undefined);
  }
}

function presence(xml: string, check: Check): void {
  const [seller] = parts(xml, 'ram:SellerTradeParty');
  const [buyer] = parts(xml, 'ram:BuyerTradeParty');
  const [terms] = parts(xml, 'ram:SpecifiedTradePaymentTerms');
  check('BR-02', texts(xml, 'ram:ID').length > 0);
  check('BR-06', texts(seller!, 'ram:Name')[0] !== undefined);
  check('BR-07', texts(buyer!, 'ram:Name')[0] !== undefined);
  check('BR-09', /^[A-Z]{2}$/.test(texts(seller!, 'ram:CountryID')[0] ?? ''));
  check('BR-11', /^[A-Z]{2}$/.test(texts(buyer!, 'ram:CountryID')[0] ?? ''));
  check('BR-16', parts(xml, 'ram:IncludedSupplyChainTradeLineItem').length > 0);
  check('BR-CO-25', terms !== undefined);
  const ids = parts(seller!, 'ram:SpecifiedTaxRegistration');
  check('BR-CO-26', ids.length > 0 || seller!.includes('ram:SpecifiedLegalOrganization'));
  check('BR-S-02, BR-E-02', ids.length > 0);
  const isReverse = taxRows(xml).some(({ category }) => category === 'AE');
  const named = [seller!, buyer!].every((party) => party.includes('schemeID="VA"'));
  check('BR-AE-02', !isReverse || named);
  const reverse = parts(xml, 'ram:ApplicableTradeTax').filter((part) =>
    part.includes('>AE</ram:CategoryCode>'),
  );
  const isZero = (part: string) => Number(texts(part, 'ram:RateApplicablePercent')[0]) === 0;
  check('BR-AE-05', reverse.every(isZero));
  const codes = texts(reverse.join(''), 'ram:ExemptionReasonCode');
  check('BR-AE-10', !isReverse || codes.join() === 'VATEX-EU-AE');
}
