import type { DocumentFacts, DocumentLine } from '../../db/invoices/documentFacts.ts';
import { partiesNow } from '../../db/invoices/documentFacts.ts';
import type { PlannedInvoice } from '../../domain/billing/plan.ts';
import { NotFound } from '../../domain/errors.ts';
import { invoicePdfName, renderInvoicePdf } from '../../templates/invoicePdf/render.ts';
import type { InvoiceDocument } from '../../templates/invoicePdf/types.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { assembleDocument } from '../documents/assemble.ts';
import { shownIn } from './showRenewal.ts';

export type NoticePdf = { name: string; bytes: Buffer };

/**
 * The notice of a renewal as a document: what the next term would cost, in the payer's language; in
 * no books, and not to be paid. Refuses with `NotFound`.
 */
export async function noticePdf(ctx: Context, id: string): Promise<NoticePdf> {
  const pdf = await look(ctx, (scene) => noticePdfIn(scene, id));
  if (!pdf) throw new NotFound();
  return pdf;
}

/** The same in an open transaction; null where nothing is offered any more, or it is free. */
export async function noticePdfIn(scene: Scene, id: string): Promise<NoticePdf | null> {
  const made = await noticeDocument(scene, id);
  if (!made) return null;
  const bytes = await renderInvoicePdf(made.document, made.language);
  return { name: invoicePdfName(made.document, made.language), bytes };
}

async function noticeDocument(scene: Scene, id: string) {
  const { row, renewing } = await shownIn(scene, id);
  const parties = await partiesNow(scene.tx, 'subscription', row.id);
  const invoice = renewing?.planned.invoice;
  if (!parties || !invoice) return null;
  const { net, tax, total } = invoice.draft;
  const facts: DocumentFacts = {
    ...parties,
    number: row.planName,
    status: 'open',
    proforma: false,
    issuedOn: scene.today,
    dueOn: null,
    periodStart: invoice.periodStart,
    periodEnd: invoice.periodEnd,
    ...{ corrects: null, reason: null, facturX: false },
    ...{ currency: row.currency, net, tax, total, balance: total },
  };
  const lines = linesOf(invoice);
  const assembled = assembleDocument('invoice', facts, { lines, settlements: [] });
  const document: InvoiceDocument = { ...assembled, renewalNotice: true };
  return { document, language: parties.language };
}

function linesOf({ draft }: PlannedInvoice): DocumentLine[] {
  return draft.lines.map((line) => ({
    ...line,
    description: line.description.text ?? line.description.planName ?? '',
    days: line.fraction?.days ?? null,
    daysOf: line.fraction?.of ?? null,
    partUnit: line.fraction?.unit ?? 'day',
  }));
}
