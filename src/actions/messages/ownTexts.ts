import { recordActivity } from '../../activity/record.ts';
import type { StoredMessage } from '../../db/messages/stored.ts';
import {
  currentTexts,
  findVersion,
  noteTextFailure,
  type TextVersion,
} from '../../db/messages/texts.ts';
import type { Queryable } from '../../db/transaction.ts';
import type { Language } from '../../domain/errors.ts';
import type { MessageTemplate } from '../../templates/emails/blocks.ts';
import { messageText } from '../../templates/emails/textShape.ts';
import type { Scene } from '../context.ts';

/** The organization's own text for an e-mail, and which version of it that is. */
export type OwnText = { version: number; text: MessageTemplate };

/** The organization's own texts by e-mail and language; the default holds for the others. */
export type OwnTexts = ReadonlyMap<string, OwnText>;

export const noOwnTexts: OwnTexts = new Map();

/** The own texts that hold now: one question for any number of messages. */
export async function loadOwnTexts(tx: Queryable): Promise<OwnTexts> {
  return textsFrom(await currentTexts(tx));
}

/** The same for one message: on the outbox page it stays in the version that held then. */
export async function textsThen(
  tx: Queryable,
  message: Pick<StoredMessage, 'template' | 'language' | 'state' | 'textVersion'>,
): Promise<OwnTexts> {
  if (message.state !== 'outbox') return loadOwnTexts(tx);
  const { template: name, language } = message;
  const version = message.textVersion ?? 0;
  const found = version > 0 ? await findVersion(tx, { name, language, version }) : undefined;
  return textsFrom(found ? [found] : []);
}

/** The own text for a message; undefined where the default holds. */
export function ownTextFor(
  texts: OwnTexts,
  { template, language }: { template: string; language: Language },
): OwnText | undefined {
  return texts.get(`${template}/${language}`);
}

/** A stored text as it can be rendered; null for the default, and for what is no text any more. */
export function readText({ text }: Pick<TextVersion, 'text'>): MessageTemplate | null {
  return text === null ? null : (messageText.safeParse(text).data ?? null);
}

function textsFrom(versions: readonly TextVersion[]): OwnTexts {
  return new Map(
    versions.flatMap((each): [string, OwnText][] => {
      const text = readText(each);
      return text ? [[`${each.name}/${each.language}`, { version: each.version, text }]] : [];
    }),
  );
}

/** An e-mail that went out in the default text, since the own one could not be written. */
export type TextFailure = { version: number; problem: string };

/** Shows staff, on the text and in the log, that an own text could not be written. */
export async function recordTextFailure(
  scene: Scene,
  message: { id: string; template: string; language: Language; contactId: string | null },
  failure: TextFailure,
): Promise<void> {
  const { template, language, contactId, id } = message;
  const { version, problem } = failure;
  await noteTextFailure(
    scene.tx,
    { name: template, language, version },
    { at: scene.now, problem },
  );
  await recordActivity(scene, [
    {
      event: 'email_text_failed',
      contactId,
      data: { template, language, version, problem, message_id: id },
    },
  ]);
}
