import { recordActivity } from '../../activity/record.ts';
import { addVersion, type TextKey, versionsOf } from '../../db/messages/texts.ts';
import { defineRefusal, StaleEdit } from '../../domain/errors.ts';
import { problemsOf } from '../../templates/checkText.ts';
import type { MessageName } from '../../templates/data.ts';
import type { MessageTemplate } from '../../templates/emails/blocks.ts';
import { defaultTemplates } from '../../templates/emails/index.ts';
import { messageText } from '../../templates/emails/textShape.ts';
import { act, type Context, type Scene } from '../context.ts';
import { readText } from './ownTexts.ts';

export const TextNotValid = defineRefusal('email_text_not_valid', 422, {
  en: 'This text cannot be used yet: see what is marked.',
  fr: 'Ce texte ne peut pas encore servir : voyez ce qui est signalé.',
});

export type Key = TextKey & { name: MessageName };

/** The default text as it would be stored. */
export function defaultText({ name, language }: Key): MessageTemplate {
  return messageText.parse(defaultTemplates[name][language]);
}

/** Refuses with `TextNotValid`, which names each place and what is wrong there. */
export function checkText({ name, language }: Key, text: MessageTemplate): void {
  const problems = problemsOf(name, language, text);
  if (problems.length > 0) throw new TextNotValid({}, problems);
}

/**
 * Keeps the organization's own text for an e-mail as its next version (spec/messages.md,
 * Templates). `seen`: the version that was edited, 0 where there was none. The default, typed
 * anew, is the default. Refuses with `TextNotValid` and `StaleEdit`.
 */
export async function saveText(
  ctx: Context,
  key: Key,
  { seen, text }: { seen: number; text: MessageTemplate },
): Promise<void> {
  checkText(key, text);
  await act(ctx, async (scene) => {
    const current = await currentOf(scene, key, seen);
    const isDefault = same(text, defaultText(key));
    if (same(text, current ?? defaultText(key))) return;
    await keep(scene, key, { seen, text: isDefault ? null : text });
  });
}

/** Takes the default text back; what was edited stays among the versions. */
export async function restoreText(ctx: Context, key: Key, seen: number): Promise<void> {
  await act(ctx, async (scene) => {
    if ((await currentOf(scene, key, seen)) !== null) await keep(scene, key, { seen, text: null });
  });
}

/** The text that holds; null: the default. Refuses with `StaleEdit` where another was seen. */
async function currentOf({ tx }: Scene, key: Key, seen: number): Promise<MessageTemplate | null> {
  const [latest] = await versionsOf(tx, key, 1);
  if ((latest?.version ?? 0) !== seen) throw new StaleEdit();
  return latest ? readText(latest) : null;
}

async function keep(
  scene: Scene,
  key: Key,
  { seen, text }: { seen: number; text: MessageTemplate | null },
): Promise<void> {
  const { tx, actor, now } = scene;
  const isKept = await addVersion(tx, { ...key, seen, text, actor, at: now });
  if (!isKept) throw new StaleEdit();
  await recordActivity(scene, [
    {
      event: text ? 'email_text_edited' : 'email_text_restored',
      data: { template: key.name, language: key.language, version: seen + 1 },
    },
  ]);
}

function same(a: MessageTemplate, b: MessageTemplate): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
