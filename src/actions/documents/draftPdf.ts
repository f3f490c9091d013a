import type { DocumentFacts, DocumentLine } from '../../db/invoices/documentFacts.ts';
import { partiesNow } from '../../db/invoices/documentFacts.ts';
import { findDraft } from '../../db/invoices/drafts.ts';
import { manualInvoice } from '../../domain/billing/manual.ts';
import { NotFound } from '../../domain/errors.ts';
import { invoicePdfName, renderInvoicePdf } from '../../templates/invoicePdf/render.ts';
import type { Context } from '../context.ts';
import { look } from '../context.ts';
import { assembleDocument } from './assemble.ts';
import { dueOf } from './manualInvoices.ts';

/** The PDF that a draft would become today, with "draft" for its number. */
export async function draftPdf(ctx: Context, id: string): Promise<{ name: string; bytes: Buffer }> {
  const { document, language } = await look(ctx, async ({ tx, today }) => {
    const draft = await findDraft(tx, id);
    const parties = await partiesNow(tx, 'invoice_draft', id);
    if (!draft || !parties) throw new NotFound();
    const { net, tax, total, lines } = manualInvoice(draft);
    const facts: DocumentFacts = {
      ...parties,
      number: parties.language === 'fr' ? 'Brouillon' : 'Draft',
      status: 'open',
      proforma: false,
      issuedOn: today,
      dueOn: dueOf(draft, today),
      ...{ periodStart: null, periodEnd: null, corrects: null, reason: null, facturX: false },
      ...{ currency: draft.currency, net, tax, total, balance: total },
    };
    const shown = lines.map(
      (line): DocumentLine => ({
        ...line,
        description: line.description.text ?? '',
        ...{ days: null, daysOf: null, partUnit: 'day' },
      }),
    );
    const document = assembleDocument('invoice', facts, { lines: shown, settlements: [] });
    return { document, language: parties.language };
  });
  const bytes = await renderInvoicePdf(document, language);
  return { name: invoicePdfName(document, language), bytes };
}
