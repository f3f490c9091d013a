import {
  creditNoteDocumentFacts,
  creditNoteDocumentLines,
  documentSettlements,
  invoiceDocumentFacts,
  invoiceDocumentLines,
} from '../../db/invoices/documentFacts.ts';
import type { Queryable } from '../../db/transaction.ts';
import { type Language, NotFound } from '../../domain/errors.ts';
import { invoicePdfName, renderInvoicePdf } from '../../templates/invoicePdf/render.ts';
import type { InvoiceDocument } from '../../templates/invoicePdf/types.ts';
import { assembleDocument } from './assemble.ts';

export type DocumentPdf = { name: string; bytes: Buffer; payerId: string };

export type DocumentKind = InvoiceDocument['kind'];

/**
 * The PDF of an issued invoice or credit note in the payer's language, from what was frozen at
 * issue and what settles it now. Refuses with NotFound. Who may see it is the caller's question.
 */
export async function documentPdf(
  tx: Queryable,
  which: { kind: DocumentKind; id: string },
): Promise<DocumentPdf> {
  const { document, language, payerId, form } = await loadDocument(tx, which);
  const bytes = await renderInvoicePdf(document, language, form);
  return { name: invoicePdfName(document, language), bytes, payerId };
}

type Loaded = {
  document: InvoiceDocument;
  language: Language;
  payerId: string;
  form: 'plain' | 'factur_x';
};

/** The same document as data. */
export async function loadDocument(
  tx: Queryable,
  { kind, id }: { kind: DocumentKind; id: string },
): Promise<Loaded> {
  const isInvoice = kind === 'invoice';
  const facts = await (isInvoice ? invoiceDocumentFacts : creditNoteDocumentFacts)(tx, id);
  if (!facts) throw new NotFound();
  const lines = await (isInvoice ? invoiceDocumentLines : creditNoteDocumentLines)(tx, id);
  const settlements = isInvoice ? await documentSettlements(tx, id) : [];
  const document = assembleDocument(kind, facts, { lines, settlements });
  const form = facts.facturX ? 'factur_x' : 'plain';
  return { document, language: facts.language, payerId: facts.payerId, form };
}
