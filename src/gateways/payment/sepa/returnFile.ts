import { ParseOption, XmlDocument, XmlElement } from 'libxml2-wasm';
import { isLocalDate } from '../../../domain/dates.ts';
import { codeShape } from '../../../domain/sepa/returns.ts';
import type { ReturnedDebit, ReturnFile } from '../debits.ts';
import { NotAReturnFile } from './refusals.ts';

const largest = 50_000_000;

/**
 * What a bank's file says about debits: pain.002 (rejected before the collection) and camt.053 or
 * camt.054 (returned after it), of any version; other entries of a statement are passed over. No
 * network, no entities of the file's own. Throws `NotAReturnFile`.
 */
export function readReturnFile(bytes: Uint8Array): ReturnFile {
  if (bytes.length > largest) throw new NotAReturnFile();
  const document = parsed(bytes);
  try {
    const root = document.root;
    const kind = kindOf(root);
    const entries = kind === 'pain.002' ? rejections(root) : statementReturns(root);
    return { kind, entries };
  } finally {
    document.dispose();
  }
}

function parsed(bytes: Uint8Array): XmlDocument {
  try {
    const option = ParseOption.XML_PARSE_NONET | ParseOption.XML_PARSE_NO_XXE;
    return XmlDocument.fromBuffer(bytes, { option });
  } catch {
    // Whatever libxml2 dislikes about it, it is no file of a bank.
    throw new NotAReturnFile();
  }
}

const messages = [
  ['CstmrPmtStsRpt', 'pain.002'],
  ['BkToCstmrDbtCdtNtfctn', 'camt.054'],
  ['BkToCstmrStmt', 'camt.053'],
] as const;

function kindOf(root: XmlElement): ReturnFile['kind'] {
  const found = messages.find(([name]) => first(root, name) !== null);
  if (!found) throw new NotAReturnFile();
  return found[1];
}

/** pain.002: single debits, or the whole file or one of its parts. */
function rejections(root: XmlElement): ReturnedDebit[] {
  const messageId = textOf(root, './/', 'OrgnlGrpInfAndSts', 'OrgnlMsgId');
  const single = all(root, 'TxInfAndSts')
    .filter((part) => isRejected(textOf(part, './', 'TxSts')))
    .map((part) => ({
      endToEnd: textOf(part, './', 'OrgnlEndToEndId'),
      messageId,
      code: codeOf(textOf(part, './/', 'StsRsnInf', 'Rsn', 'Cd')),
      amount: minorOf(textOf(part, './/', 'OrgnlTxRef', 'Amt', 'InstdAmt')),
      fee: null,
      on: dateOf(textOf(root, './/', 'GrpHdr', 'CreDtTm')),
    }))
    .filter(({ endToEnd }) => endToEnd !== null);
  const group = first(root, 'OrgnlGrpInfAndSts');
  if (single.length > 0 || !group || !isRejected(textOf(group, './', 'GrpSts'))) return single;
  const code = codeOf(textOf(group, './/', 'StsRsnInf', 'Rsn', 'Cd'));
  const on = dateOf(textOf(root, './/', 'GrpHdr', 'CreDtTm'));
  return messageId ? [{ endToEnd: null, messageId, code, amount: null, fee: null, on }] : [];
}

function isRejected(status: string | null): boolean {
  return status === null || status === 'RJCT';
}

/** camt: details of entries that carry a return reason. */
function statementReturns(root: XmlElement): ReturnedDebit[] {
  return all(root, 'Ntry').flatMap((entry) => {
    const on = dateOf(
      textOf(entry, './', 'BookgDt', 'Dt') ?? textOf(entry, './', 'BookgDt', 'DtTm'),
    );
    return all(entry, 'TxDtls').flatMap((part): ReturnedDebit[] => {
      const code = textOf(part, './', 'RtrInf', 'Rsn', 'Cd');
      const endToEnd = textOf(part, './', 'Refs', 'EndToEndId');
      if (code === null || endToEnd === null) return [];
      const asked = textOf(part, './', 'AmtDtls', 'InstdAmt', 'Amt');
      const amount = minorOf(asked ?? textOf(part, './', 'Amt'));
      return [{ endToEnd, messageId: null, code: codeOf(code), amount, fee: feeOf(part), on }];
    });
  });
}

function feeOf(part: XmlElement): number | null {
  const fee =
    textOf(part, './', 'Chrgs', 'TtlChrgsAndTaxAmt') ?? textOf(part, './/', 'Chrgs', 'Amt');
  const minor = minorOf(fee);
  return minor && minor > 0 ? minor : null;
}

/** Banks' codes are capitals and digits; a sentence in their place says no more than "refused". */
function codeOf(text: string | null): string {
  const code = (text ?? '').toUpperCase();
  return codeShape.test(code) ? code : 'MS03';
}

function dateOf(text: string | null): ReturnedDebit['on'] {
  const day = (text ?? '').slice(0, 10);
  return isLocalDate(day) ? day : null;
}

/** "12.3" is 1230 minor units. */
function minorOf(text: string | null): number | null {
  const match = /^(\d{1,12})(?:\.(\d{1,5}))?$/.exec(text ?? '');
  if (!match) return null;
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0').slice(0, 2));
}

/** Banks put one message in many namespaces: names are compared without. */
function step(name: string): string {
  return `*[local-name()='${name}']`;
}

function all(from: XmlElement, name: string): XmlElement[] {
  return from.find(`.//${step(name)}`).filter((node) => node instanceof XmlElement);
}

function first(from: XmlElement, name: string): XmlElement | null {
  return all(from, name)[0] ?? null;
}

function textOf(from: XmlElement, axis: './' | './/', ...path: string[]): string | null {
  const node = from.get(axis + path.map(step).join('/'));
  return node instanceof XmlElement ? node.content.trim() || null : null;
}
