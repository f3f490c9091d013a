import { findPage } from '../../db/pages/read.ts';
import { findReader } from '../../db/pages/reader.ts';
import { type FieldProblem, NotFound } from '../../domain/errors.ts';
import type { PageDecision, Reader } from '../../domain/pages.ts';
import { pageAccess } from '../../domain/pages.ts';
import type { OfferedTag } from '../../templates/offered.ts';
import { pageProblems, pageTags, renderPage } from '../../templates/pages/renderPage.ts';
import type { Context, Scene } from '../context.ts';
import { look } from '../context.ts';
import { organizationFacts } from './input.ts';
import { factsFor } from './openPage.ts';

export type PagePreview = {
  problems: FieldProblem[];
  /** Null while the text has problems. */
  html: string | null;
  /** Whom it is shown as; null: a visitor. */
  recipient: { name: string } | null;
};

/**
 * A text as it would stand on a page, for a member or for a visitor nobody knows. Nothing is kept.
 * Refuses with `NotFound` for a contact that is not there.
 */
export function previewPage(
  ctx: Context,
  asked: { body: string; contactId: string | null },
): Promise<PagePreview> {
  return look(ctx, async (scene) => {
    const { org } = scene;
    const reader = asked.contactId === null ? null : await knownReader(scene, asked.contactId);
    const problems = pageProblems(asked.body, organizationFacts(org), org.language);
    const facts = await factsFor(scene, asked.contactId, reader);
    const { name } = facts.member;
    const recipient = name === null ? null : { name };
    const html = problems.length > 0 ? null : renderPage(asked.body, facts, org.language);
    return { problems, html, recipient };
  });
}

/**
 * Whether somebody may open a page today, and why; `contactId` null: a visitor who is not signed
 * in. Refuses with `NotFound` for a page or a contact that is not there.
 */
export function explainPage(
  ctx: Context,
  asked: { pageId: string; contactId: string | null },
): Promise<PageDecision> {
  return look(ctx, async (scene) => {
    const page = await findPage(scene.tx, asked.pageId);
    if (!page) throw new NotFound();
    const reader = asked.contactId === null ? null : await knownReader(scene, asked.contactId);
    return pageAccess(page, reader, scene.today);
  });
}

/** The smart tags that pages of this organization may have. */
export function offeredPageTags({ org }: Scene): OfferedTag[] {
  return pageTags(organizationFacts(org), org.language);
}

async function knownReader({ tx, today }: Scene, contactId: string): Promise<Reader> {
  const reader = await findReader(tx, contactId, today);
  if (!reader) throw new NotFound();
  return reader;
}
