import type { EmailBlock, EmailText } from '../../api/emailTexts.ts';

/** A block while it is edited: it keeps a name of its own when it is moved. */
export type EditedBlock = { id: string; block: EmailBlock };

export type EditedText = { subject: string; title: string; blocks: EditedBlock[] };

let made = 0;

/** A block to be edited. */
export function editedBlock(block: EmailBlock): EditedBlock {
  made += 1;
  return { id: String(made), block };
}

/** A text to be edited. */
export function editedFrom({ subject, title, blocks }: EmailText): EditedText {
  return { subject, title, blocks: blocks.map(editedBlock) };
}

/** The text as it is sent to the server. */
export function textFrom({ subject, title, blocks }: EditedText): EmailText {
  return { subject, title, blocks: blocks.map(({ block }) => block) };
}

/** The list with one place changed with its neighbor; as it is at an end. */
export function moved<T>(list: T[], from: number, to: number): T[] {
  const item = list[from];
  if (item === undefined || to < 0 || to >= list.length) return list;
  return list.toSpliced(from, 1).toSpliced(to, 0, item);
}

/** What the tags in a source mean, each once, by the list of tags. */
export function meaningsIn(
  source: string,
  tags: readonly { insert: string; label: string }[],
): string[] {
  const pathOf = (tag: string) => /^\{\{-?\s*([\w.]+)/.exec(tag)?.[1];
  const labels = new Map(tags.map(({ insert, label }) => [pathOf(insert), label]));
  const found = (source.match(/\{\{.*?\}\}/gs) ?? []).map((tag) => labels.get(pathOf(tag)));
  return [...new Set(found.filter((label) => label !== undefined))];
}
