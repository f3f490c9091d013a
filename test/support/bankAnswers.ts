/** What banks write back, and how they read. */

import { XmlDocument, type XmlElement } from 'libxml2-wasm';

/** What a bank writes about one debit after its collection. */
export function camt054(endToEnd: string, code: string, amount = '30.00', on = '2026-10-08') {
  return `<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.054.001.02"><BkToCstmrDbtCdtNtfctn>
<GrpHdr><MsgId>B1</MsgId><CreDtTm>${on}T06:00:00</CreDtTm></GrpHdr><Ntfctn><Id>N1</Id><Ntry>
<Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>${on}</Dt></BookgDt>
<NtryDtls><TxDtls><Refs><EndToEndId>${endToEnd}</EndToEndId></Refs>
<Amt Ccy="EUR">${amount}</Amt><RtrInf><Rsn><Cd>${code}</Cd></Rsn></RtrInf></TxDtls></NtryDtls>
</Ntry></Ntfctn></BkToCstmrDbtCdtNtfctn></Document>`;
}

/** What a bank writes about debits it rejects before their collection. */
export function pain002(messageId: string, lines: { endToEnd: string; code: string }[]) {
  const each = lines.map(
    ({ endToEnd, code }) => `<TxInfAndSts><OrgnlEndToEndId>${endToEnd}</OrgnlEndToEndId>
<TxSts>RJCT</TxSts><StsRsnInf><Rsn><Cd>${code}</Cd></Rsn></StsRsnInf>
<OrgnlTxRef><Amt><InstdAmt Ccy="EUR">30.00</InstdAmt></Amt></OrgnlTxRef></TxInfAndSts>`,
  );
  const group = lines.length === 0 ? '<GrpSts>RJCT</GrpSts>' : '';
  const why = group ? '<StsRsnInf><Rsn><Cd>FF01</Cd></Rsn></StsRsnInf>' : '';
  return `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
<GrpHdr><MsgId>R1</MsgId><CreDtTm>2026-10-02T10:00:00</CreDtTm></GrpHdr>
<OrgnlGrpInfAndSts><OrgnlMsgId>${messageId}</OrgnlMsgId><OrgnlMsgNmId>pain.008.001.08</OrgnlMsgNmId>
${group}${why}</OrgnlGrpInfAndSts><OrgnlPmtInfAndSts><OrgnlPmtInfId>${messageId}-1</OrgnlPmtInfId>
${each.join('')}</OrgnlPmtInfAndSts></CstmrPmtStsRpt></Document>`;
}

/** Reads a file as a bank would: texts of every element with this path of names. */
export function reader(xml: string) {
  const document = XmlDocument.fromString(xml);
  const texts = (path: string) => {
    const steps = path.split('/').map((name) => `*[local-name()='${name}']`);
    return document.root.find(`.//${steps.join('/')}`).map((node) => (node as XmlElement).content);
  };
  return { texts, namespace: document.root.namespaceUri };
}
