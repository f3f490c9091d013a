import { bankText } from '../../../domain/sepa/text.ts';
import type { DebitFileFacts, DebitLine } from '../debits.ts';
import type { Creditor } from './connection.ts';

/** A debit with its account number readable: nobody but the writer sees it so. */
export type OpenedLine = DebitLine & { account: string };

type Facts = Omit<DebitFileFacts, 'lines'> & { lines: OpenedLine[] };

const namespace = 'urn:iso:std:iso:20022:tech:xsd:pain.008.001.';

/**
 * The file a bank collects from (ISO 20022 customer direct debit initiation, EPC130-08): one group
 * header, one payment information per scheme and sequence, texts in the characters of the scheme.
 */
export function pain008(facts: Facts, creditor: Creditor): string {
  const groups = [
    ...Map.groupBy(facts.lines, ({ scheme, sequence }) => `${scheme} ${sequence}`).values(),
  ];
  const parts = groups.map((lines, i) => paymentInformation({ ...facts, lines }, creditor, i + 1));
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<Document xmlns="${namespace}${creditor.format}">`,
    '<CstmrDrctDbtInitn>',
    '<GrpHdr>',
    tag('MsgId', facts.messageId),
    tag('CreDtTm', facts.madeAt.slice(0, 19)),
    ...totals(facts.lines),
    `<InitgPty>${tag('Nm', name(creditor.creditorName))}</InitgPty>`,
    '</GrpHdr>',
    ...parts,
    '</CstmrDrctDbtInitn>',
    '</Document>',
    '',
  ].join('\n');
}

function paymentInformation(facts: Facts, creditor: Creditor, place: number): string {
  const { scheme, sequence } = facts.lines[0]!;
  return [
    '<PmtInf>',
    tag('PmtInfId', `${facts.messageId}-${place}`),
    tag('PmtMtd', 'DD'),
    ...totals(facts.lines),
    '<PmtTpInf>',
    `<SvcLvl>${tag('Cd', 'SEPA')}</SvcLvl>`,
    `<LclInstrm>${tag('Cd', scheme)}</LclInstrm>`,
    tag('SeqTp', sequence),
    '</PmtTpInf>',
    tag('ReqdColltnDt', facts.collectOn),
    `<Cdtr>${tag('Nm', name(creditor.creditorName))}</Cdtr>`,
    `<CdtrAcct><Id>${tag('IBAN', creditor.iban)}</Id></CdtrAcct>`,
    `<CdtrAgt>${agent(creditor.bic, creditor)}</CdtrAgt>`,
    tag('ChrgBr', 'SLEV'),
    '<CdtrSchmeId><Id><PrvtId><Othr>',
    tag('Id', creditor.creditorId),
    `<SchmeNm>${tag('Prtry', 'SEPA')}</SchmeNm>`,
    '</Othr></PrvtId></Id></CdtrSchmeId>',
    ...facts.lines.map((line) => transaction(line, creditor)),
    '</PmtInf>',
  ].join('\n');
}

function transaction(line: OpenedLine, creditor: Creditor): string {
  return [
    '<DrctDbtTxInf>',
    `<PmtId>${tag('EndToEndId', line.endToEnd)}</PmtId>`,
    `<InstdAmt Ccy="EUR">${euros(line.amount)}</InstdAmt>`,
    '<DrctDbtTx><MndtRltdInf>',
    tag('MndtId', line.mandateReference),
    tag('DtOfSgntr', line.signedOn),
    '</MndtRltdInf></DrctDbtTx>',
    `<DbtrAgt>${agent(line.bic, creditor)}</DbtrAgt>`,
    `<Dbtr>${tag('Nm', name(line.holder))}</Dbtr>`,
    `<DbtrAcct><Id>${tag('IBAN', line.account)}</Id></DbtrAcct>`,
    `<RmtInf>${tag('Ustrd', bankText(line.remittance, 140))}</RmtInf>`,
    '</DrctDbtTxInf>',
  ].join('\n');
}

/** Banks are found by the account number; the scheme wants it said when no BIC is given. */
function agent(bic: string | null, { format }: Creditor): string {
  const named = bic ? tag(format === '08' ? 'BICFI' : 'BIC', bic) : null;
  return `<FinInstnId>${named ?? `<Othr>${tag('Id', 'NOTPROVIDED')}</Othr>`}</FinInstnId>`;
}

function totals(lines: readonly OpenedLine[]): string[] {
  const sum = lines.reduce((total, { amount }) => total + amount, 0);
  return [tag('NbOfTxs', String(lines.length)), tag('CtrlSum', euros(sum))];
}

function name(text: string): string {
  return bankText(text, 70);
}

/** Minor units as banks write them: 123456 is 1234.56. */
export function euros(minor: number): string {
  return `${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`;
}

function tag(name: string, value: string): string {
  return `<${name}>${escaped(value)}</${name}>`;
}

function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}
