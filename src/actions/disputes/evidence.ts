import { sentenceOf } from '../../activity/sentences.ts';
import { listMessages } from '../../db/messages/stored.ts';
import type { DisputeRow } from '../../db/payments/disputes.ts';
import {
  evidenceActivity,
  evidenceInvoices,
  evidenceMembers,
  evidencePayment,
  evidencePerson,
  evidenceSubscriptions,
} from '../../db/payments/evidence.ts';
import type { EvidenceFacts, EvidenceSection } from '../../domain/billing/evidence.ts';
import type { Language } from '../../domain/errors.ts';
import { NotFound } from '../../domain/errors.ts';
import type { DisputeEvidence } from '../../gateways/payment/news.ts';
import { renderEvidencePdf } from '../../templates/evidence/render.ts';
import { evidenceSections } from '../../templates/evidence/sections.ts';
import { evidenceWords } from '../../templates/evidence/words.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { loadOwnTexts } from '../messages/ownTexts.ts';
import { subjectOf } from '../messages/renderStored.ts';

const mostMessages = 200;

/**
 * Gathers what shows that a payment was for something that was used: identity, subscriptions,
 * sign-ins, invoices, e-mails, activity. Refuses with `NotFound`.
 */
export async function evidenceIn(scene: Scene, paymentId: string): Promise<EvidenceFacts> {
  const { tx, org, now } = scene;
  const found = await evidencePayment(tx, paymentId);
  if (!found) throw new NotFound();
  const { personId, memberIds, ...payment } = found;
  const others = memberIds.filter((id) => id !== personId);
  const people = [personId, ...others];
  const entries = await evidenceActivity(tx, people);
  const messages = await listMessages(tx, { filter: { people }, limit: mostMessages });
  const texts = await loadOwnTexts(tx);
  const dispute = await tx.maybeOne<
    Pick<DisputeRow, 'reference' | 'reason' | 'openedAt' | 'respondBy'>
  >(
    `select reference, reason, opened_at as "openedAt", respond_by as "respondBy" from dispute
     where org_id = app_org() and payment_id = $1 order by opened_at desc limit 1`,
    [paymentId],
  );
  return {
    madeAt: now,
    timezone: org.timezone,
    organization: org.name,
    payment,
    dispute: dispute ?? null,
    person: await evidencePerson(tx, personId),
    members: await evidenceMembers(tx, others),
    subscriptions: await evidenceSubscriptions(tx, people),
    invoices: await evidenceInvoices(tx, people),
    signIns: entries
      .filter(({ event }) => event === 'signed_in')
      .map(({ member, at, data }) => ({
        member,
        at,
        ip: textIn(data.ip),
        device: textIn(data.device),
      })),
    emails: messages.map((message) => ({
      at: message.sentAt ?? message.createdAt,
      to: message.to ?? '',
      subject: subjectOf(message, org, texts),
      state: message.state,
    })),
    activity: entries
      .filter(({ kind }) => kind !== 'login')
      .map(({ kind: _kind, ...entry }) => entry),
  };
}

/** The evidence file of a payment for downloading. Refuses with `NotFound`. */
export async function evidenceFile(
  ctx: Context,
  paymentId: string,
  as: { format: 'pdf' | 'json'; language: Language },
): Promise<{ name: string; type: string; body: Buffer }> {
  const facts = await look(ctx, (scene) => evidenceIn(scene, paymentId));
  const { format, language } = as;
  const day = facts.madeAt.slice(0, 10);
  const reference = facts.payment.reference.replace(/[^\w-]+/g, '-').slice(0, 40);
  const name = `${evidenceWords[language].fileName}-${reference}-${day}.${format}`;
  if (format === 'json') {
    const body = Buffer.from(`${JSON.stringify(facts, null, 2)}\n`);
    return { name, type: 'application/json', body };
  }
  const sections = sectionsOf(facts, language);
  const body = await renderEvidencePdf(facts, sections, language);
  return { name, type: 'application/pdf', body };
}

/** The evidence as gateways take it: their fields, as text. */
export function evidenceFields(facts: EvidenceFacts, language: Language): DisputeEvidence {
  const words = evidenceWords[language];
  const sections = sectionsOf(facts, language);
  const textOf = (title: string) =>
    sections
      .filter((section) => section.title === title)
      .flatMap(linesOf)
      .join('\n');
  const used = [words.signIns, words.activity];
  return {
    customerName: facts.person.name,
    customerEmail: facts.person.email,
    product: textOf(words.subscriptions),
    serviceDates: facts.invoices[0]?.from ?? facts.payment.receivedOn,
    accessLog: used.map(textOf).join('\n').trim(),
    text: sections
      .filter(({ title }) => !used.includes(title))
      .map((section) => [section.title, ...linesOf(section)].join('\n'))
      .join('\n\n'),
  };
}

function sectionsOf(facts: EvidenceFacts, language: Language): EvidenceSection[] {
  return evidenceSections(facts, { language, say: (entry) => sentenceOf(entry, language) });
}

function linesOf({ rows }: EvidenceSection): string[] {
  return rows.map(({ when, what }) => `${when}: ${what}`);
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
