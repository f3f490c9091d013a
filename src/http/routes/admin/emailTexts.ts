import * as z from 'zod';
import type { Key } from '../../../actions/messages/editText.ts';
import { restoreText, saveText } from '../../../actions/messages/editText.ts';
import { NoMailbox, previewText, sendTextTest } from '../../../actions/messages/previewText.ts';
import {
  readCurrentTexts,
  readTextDetail,
  readTextVersion,
  type TextDetail,
} from '../../../actions/messages/readTexts.ts';
import type { TextVersion } from '../../../db/messages/texts.ts';
import type { Language, Sentence } from '../../../domain/errors.ts';
import { type MailName, mailGroups } from '../../../domain/messages/mailName.ts';
import { mailNames } from '../../../domain/messages/mailNames.ts';
import type { MessageName } from '../../../templates/data.ts';
import { messageText } from '../../../templates/emails/textShape.ts';
import { typeset } from '../../../templates/typography.ts';
import { defineRoute } from '../../route.ts';
import { id, language } from '../../shapes.ts';

const names = Object.keys(mailNames) as MessageName[];
const base = '/organizations/:org/email-texts';
const one = `${base}/:name/:language`;
const path = z.strictObject({ org: z.string().max(200), name: z.enum(names), language });

const state = z.object({
  language,
  version: z.number(),
  edited: z.boolean(),
  edited_by: z.string().nullable(),
  edited_at: z.string().nullable(),
  /** When a mail last went out in the default text instead, and why. */
  failed_at: z.string().nullable(),
  failed_problem: z.string().nullable(),
});

const about = z.object({
  name: z.enum(names),
  group: z.enum(mailGroups),
  label: z.string(),
  when: z.string(),
});

const detail = about.extend({
  ...state.shape,
  text: messageText,
  default_text: messageText,
  tags: z.array(
    z.object({
      insert: z.string(),
      label: z.string(),
      example: z.string(),
      optional: z.boolean(),
    }),
  ),
  links: z.array(z.object({ url: z.string(), label: z.string(), required: z.boolean() })),
  versions: z.array(
    z.object({
      version: z.number(),
      edited: z.boolean(),
      by: z.string().nullable(),
      at: z.string(),
    }),
  ),
});

function aboutMail(name: MessageName, reader: Language): z.output<typeof about> {
  const { group, title, when }: MailName = mailNames[name];
  const [label, moment] = [title[reader], when[reader]].map((text) => typeset(text, reader));
  return { name, group, label: label!, when: moment! };
}

function stateOf(of: Language, latest: TextVersion | undefined): z.output<typeof state> {
  return {
    language: of,
    version: latest?.version ?? 0,
    edited: latest ? latest.text !== null : false,
    edited_by: latest?.author ?? null,
    edited_at: latest?.at ?? null,
    failed_at: latest?.failedAt ?? null,
    failed_problem: latest?.failedProblem ?? null,
  };
}

function present(key: Key, found: TextDetail, reader: Language): z.output<typeof detail> {
  const { text, default: default_text, tags, links, versions } = found;
  const labelled = <T extends { label: Sentence }>(each: T) => {
    return { ...each, label: typeset(each.label[reader], reader) };
  };
  return {
    ...aboutMail(key.name, reader),
    ...stateOf(key.language, versions[0]),
    ...{ text, default_text },
    tags: tags.map(labelled),
    links: links.map(labelled),
    versions: versions.map((each) => ({
      version: each.version,
      edited: each.text !== null,
      by: each.author,
      at: each.at,
    })),
  };
}

const asked = z.strictObject({
  text: messageText,
  contact_id: id.optional(),
  example: z.enum(['full', 'bare']).default('full'),
});

function lookOf({ text, contact_id, example }: z.output<typeof asked>) {
  return { text, contactId: contact_id, example };
}

const reading = [
  defineRoute({
    method: 'GET',
    url: base,
    summary: 'Every automatic e-mail, and whether its text is the default one',
    tag: 'E-mail texts',
    needs: 'settings.read',
    rate: 'read',
    answer: z.object({ items: z.array(about.extend({ texts: z.array(state) })) }),
    handle: async (call) => {
      const current = await readCurrentTexts(call.ctx);
      const items = names.map((name) => ({
        ...aboutMail(name, call.language),
        texts: language.options.map((of) =>
          stateOf(
            of,
            current.find((each) => each.name === name && each.language === of),
          ),
        ),
      }));
      return { items };
    },
  }),
  defineRoute({
    method: 'GET',
    url: one,
    summary: 'One e-mail in one language: its text, the default, tags, links and versions',
    tag: 'E-mail texts',
    needs: 'settings.read',
    rate: 'read',
    params: path,
    answer: detail,
    handle: async (call) =>
      present(call.params, await readTextDetail(call.ctx, call.params), call.language),
  }),
  defineRoute({
    method: 'GET',
    url: `${one}/versions/:version`,
    summary: 'An older text of an e-mail',
    tag: 'E-mail texts',
    needs: 'settings.read',
    rate: 'read',
    params: path.extend({ version: z.coerce.number().int().min(1).max(1_000_000) }),
    answer: z.object({ version: z.number(), text: messageText }),
    handle: ({ ctx, params: { version, ...key } }) => readTextVersion(ctx, key, version),
  }),
];

const editing = [
  defineRoute({
    method: 'PUT',
    url: one,
    summary: 'Keep an own text for an e-mail, as its next version',
    tag: 'E-mail texts',
    needs: 'settings.write',
    rate: 'write',
    params: path,
    body: messageText,
    answer: detail,
    handle: async (call) => {
      await saveText(call.ctx, call.params, { seen: call.version(), text: call.body });
      return present(call.params, await readTextDetail(call.ctx, call.params), call.language);
    },
  }),
  defineRoute({
    method: 'DELETE',
    url: one,
    summary: 'Go back to the default text; the own ones stay among the versions',
    tag: 'E-mail texts',
    needs: 'settings.write',
    rate: 'write',
    params: path,
    answer: null,
    handle: (call) => restoreText(call.ctx, call.params, call.version()),
  }),
  defineRoute({
    method: 'POST',
    url: `${one}/preview`,
    summary: 'A text as it would reach a member, or what is wrong with it; nothing is kept',
    tag: 'E-mail texts',
    needs: 'settings.read',
    rate: 'write',
    params: path,
    body: asked,
    answer: z.object({
      problems: z.array(z.object({ pointer: z.string(), code: z.string(), message: z.string() })),
      subject: z.string().nullable(),
      html: z.string().nullable(),
      text: z.string().nullable(),
      recipient: z.object({ name: z.string(), language }).nullable(),
    }),
    handle: async (call) => {
      const found = await previewText(call.ctx, call.params, lookOf(call.body));
      const { problems, rendered, recipient } = found;
      return {
        problems: problems.map((each) => ({ ...each, message: each.message[call.language] })),
        ...{ subject: null, html: null, text: null, ...rendered, recipient },
      };
    },
  }),
  defineRoute({
    method: 'POST',
    url: `${one}/test`,
    summary: 'Send the text as it stands to oneself',
    tag: 'E-mail texts',
    needs: 'settings.write',
    rate: 'heavy',
    params: path,
    body: asked,
    answer: z.object({ to: z.string() }),
    status: 202,
    handle: async (call) => {
      const to = call.caller.user?.email;
      if (to === undefined) throw new NoMailbox();
      await sendTextTest(call.ctx, call.params, { ...lookOf(call.body), to });
      return { to };
    },
  }),
];

/** The texts of automatic e-mails, as the organization has them. */
export const emailTextRoutes = [...reading, ...editing];
