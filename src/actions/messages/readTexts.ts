import {
  currentTexts,
  findVersion,
  type TextVersion,
  versionsOf,
} from '../../db/messages/texts.ts';
import { NotFound } from '../../domain/errors.ts';
import type { MessageTemplate } from '../../templates/emails/blocks.ts';
import { linksOf, type OfferedLink, type OfferedTag, tagsOf } from '../../templates/offered.ts';
import { type Context, look } from '../context.ts';
import { defaultText, type Key } from './editText.ts';
import { readText } from './ownTexts.ts';
import { brandOf } from './renderStored.ts';

const mostVersions = 100;

/** The current version of every text that was ever edited; the others are as by default. */
export function readCurrentTexts(ctx: Context): Promise<TextVersion[]> {
  return look(ctx, ({ tx }) => currentTexts(tx));
}

export type TextDetail = {
  text: MessageTemplate;
  default: MessageTemplate;
  tags: OfferedTag[];
  links: OfferedLink[];
  /** Latest first; none where it was never edited. */
  versions: TextVersion[];
};

/** One e-mail's text with all that its editor offers: default, tags, links, versions. */
export function readTextDetail(ctx: Context, key: Key): Promise<TextDetail> {
  return look(ctx, async ({ tx, org }) => {
    const versions = await versionsOf(tx, key, mostVersions);
    const [latest] = versions;
    const { name, language } = key;
    const recipient = { name: 'Ana Silva', firstName: 'Ana' };
    return {
      text: (latest ? readText(latest) : null) ?? defaultText(key),
      default: defaultText(key),
      tags: tagsOf(name, { language, recipient, organization: brandOf(org) }),
      links: linksOf(name, language),
      versions,
    };
  });
}

/** An older text, to be taken up again. Refuses with `NotFound`. */
export function readTextVersion(
  ctx: Context,
  key: Key,
  version: number,
): Promise<{ version: number; text: MessageTemplate }> {
  return look(ctx, async ({ tx }) => {
    const found = await findVersion(tx, { ...key, version });
    if (!found) throw new NotFound();
    return { version, text: readText(found) ?? defaultText(key) };
  });
}
