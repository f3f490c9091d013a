import * as z from 'zod';
import type { Context } from '../../../actions/context.ts';
import { look } from '../../../actions/context.ts';
import {
  createPage,
  deletePage,
  editPage,
  reorderPages,
  restorePage,
} from '../../../actions/pages/editPages.ts';
import { explainPage, offeredPageTags, previewPage } from '../../../actions/pages/lookAtPage.ts';
import { findPage, listPages } from '../../../db/pages/read.ts';
import { NotFound } from '../../../domain/errors.ts';
import { typeset } from '../../../templates/typography.ts';
import { defineRoute } from '../../route.ts';
import { id } from '../../shapes.ts';
import {
  decisionShape,
  newPageBody,
  pageEditBody,
  pageLine,
  pagePath,
  pageShape,
  pageText,
  pageWish,
  presentDecision,
  presentLine,
  presentPage,
} from './pageShapes.ts';

const base = '/organizations/:org/pages';
const one = { tag: 'Pages', params: pagePath } as const;

function readOne(ctx: Context, pageId: string): Promise<z.output<typeof pageShape>> {
  return look(ctx, async ({ tx }) => {
    const page = await findPage(tx, pageId);
    if (!page) throw new NotFound();
    return presentPage(page);
  });
}

const keeping = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Every page in its order, with who may open it; no texts',
    tag: 'Pages',
    needs: 'plans.read',
    rate: 'read',
    answer: z.object({ items: z.array(pageLine) }),
    handle: (call) =>
      look(call.ctx, async ({ tx }) => ({ items: (await listPages(tx)).map(presentLine) })),
  }),
  defineRoute({
    method: 'POST',
    url: base,
    summary: 'Make a page; left out, it is for members and not published',
    tag: 'Pages',
    needs: 'plans.write',
    rate: 'write',
    body: newPageBody,
    answer: pageShape,
    status: 201,
    handle: async (call) => {
      const { path, title } = call.body;
      const made = await createPage(call.ctx, { ...pageWish(call.body), path, title });
      return readOne(call.ctx, made.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id`,
    summary: 'One page with its text',
    needs: 'plans.read',
    rate: 'read',
    answer: pageShape,
    handle: (call) => readOne(call.ctx, call.params.id),
  }),
  defineRoute({
    ...one,
    method: 'PATCH',
    url: `${base}/:id`,
    summary: 'Change a page; what is left out stays',
    needs: 'plans.write',
    rate: 'write',
    body: pageEditBody,
    answer: pageShape,
    handle: async (call) => {
      const { path, title } = call.body;
      const target = { id: call.params.id, version: call.version() };
      await editPage(call.ctx, target, { ...pageWish(call.body), path, title });
      return readOne(call.ctx, target.id);
    },
  }),
  defineRoute({
    ...one,
    method: 'DELETE',
    url: `${base}/:id`,
    summary: 'Take a page away from everybody; it can be brought back',
    needs: 'plans.write',
    rate: 'write',
    answer: null,
    handle: (call) => deletePage(call.ctx, { id: call.params.id, version: call.version() }),
  }),
  defineRoute({
    ...one,
    method: 'POST',
    url: `${base}/:id/restoration`,
    summary: 'Bring a deleted page back as it was',
    needs: 'plans.write',
    rate: 'write',
    answer: pageShape,
    handle: async (call) => {
      await restorePage(call.ctx, call.params.id);
      return readOne(call.ctx, call.params.id);
    },
  }),
  defineRoute({
    method: 'PUT',
    url: '/organizations/:org/page-order',
    summary: 'Put pages into an order; those left out follow',
    tag: 'Pages',
    needs: 'plans.write',
    rate: 'write',
    body: z.strictObject({ ids: z.array(id).max(5000) }),
    answer: null,
    handle: (call) => reorderPages(call.ctx, call.body.ids),
  }),
];

const looking = [
  defineRoute({
    method: 'GET',
    url: '/organizations/:org/page-tags',
    summary: 'The smart tags that a page may have',
    tag: 'Pages',
    needs: 'plans.read',
    rate: 'read',
    answer: z.object({
      items: z.array(
        z.object({
          insert: z.string(),
          label: z.string(),
          example: z.string(),
          optional: z.boolean(),
        }),
      ),
    }),
    handle: async (call) => {
      const tags = await look(call.ctx, async (scene) => offeredPageTags(scene));
      const { language } = call;
      const items = tags.map((tag) => ({ ...tag, label: typeset(tag.label[language], language) }));
      return { items };
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${base}/preview`,
    summary: 'A text as a member or a visitor would read it, or what is wrong with it',
    tag: 'Pages',
    needs: 'plans.read',
    rate: 'write',
    body: z.strictObject({ body: pageText, contact_id: id.optional() }),
    answer: z.object({
      problems: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
      /** Safe HTML; null while the text has problems. */
      html: z.string().nullable(),
      recipient: z.object({ name: z.string() }).nullable(),
    }),
    handle: async (call) => {
      const { body, contact_id: contactId = null } = call.body;
      const { problems, ...shown } = await previewPage(call.ctx, { body, contactId });
      const said = problems.map((each) => ({ ...each, message: each.message[call.language] }));
      return { problems: said, ...shown };
    },
  }),
  defineRoute({
    ...one,
    method: 'GET',
    url: `${base}/:id/access`,
    summary: 'Whether somebody may open a page today, and why; nobody named: a visitor',
    needs: 'people.read',
    rate: 'read',
    query: z.strictObject({ contact_id: id.optional() }),
    answer: decisionShape,
    handle: async (call) => {
      const asked = { pageId: call.params.id, contactId: call.query.contact_id ?? null };
      return presentDecision(await explainPage(call.ctx, asked), call.language);
    },
  }),
];

/** Pages as staff keep them, and whom they open to. */
export const pageRoutes = [...keeping, ...looking];
