import type { FieldProblem, Language } from '../domain/errors.ts';
import { type CheckCode, problemAt } from './checkWords.ts';
import type { MessageName } from './data.ts';
import type { Block, MessageTemplate } from './emails/blocks.ts';
import { pathsIn, type TagPath, TemplateTooLarge } from './engine.ts';
import { exampleEnvelope, samples } from './examples.ts';
import { filterOf, linkIn, linksOf } from './offered.ts';
import { setter } from './renderMessage.ts';
import { examplesOf, isGroup, scopeOf, type Tags } from './scope.ts';

/** One text with tags, and where it stands. */
export type Leaf = { pointer: string; source: string };

/** What a text is held against: every example of what its tags may be, the fullest first. */
export type Against = {
  scopes: readonly Tags[];
  language: Language;
  /** How a value that has no form of its own is written, from the paths of the text. */
  formatted: (paths: TagPath[]) => string;
};

/**
 * Everything that is wrong with an organization's text for an e-mail, each with the place where
 * it stands: what cannot be parsed, tags that this e-mail does not have, what does not render with
 * every example, links that are not its own, and what it must say. None: it may be saved.
 */
export function problemsOf(
  name: MessageName,
  language: Language,
  text: MessageTemplate,
): FieldProblem[] {
  const against: Against = {
    scopes: scopes(name, language),
    language,
    formatted: (paths) => formatted(name, paths),
  };
  const problems = leavesOf(text).flatMap((leaf) => problemIn(leaf, against) ?? []);
  return [...problems, ...linkProblems(name, language, text), ...missingTags(name, text, language)];
}

function leavesOf({ subject, title, blocks }: MessageTemplate): Leaf[] {
  return [
    { pointer: '/subject', source: subject },
    { pointer: '/title', source: title },
    ...blocks.flatMap((block, at) => leavesOfBlock(block, `/blocks/${at}`)),
  ];
}

function leavesOfBlock(block: Block, pointer: string): Leaf[] {
  if (block.kind === 'button') return [{ pointer: `${pointer}/label`, source: block.label }];
  if (block.kind !== 'facts') return [{ pointer: `${pointer}/text`, source: block.text }];
  return block.rows.flatMap(({ label, value }, row) => [
    { pointer: `${pointer}/rows/${row}/label`, source: label },
    { pointer: `${pointer}/rows/${row}/value`, source: value },
  ]);
}

/** What is wrong with one text: it cannot be parsed, has unknown tags, or does not render. */
export function problemIn(leaf: Leaf, against: Against): FieldProblem | null {
  const { pointer, source } = leaf;
  try {
    const word = badInstruction(source);
    if (word !== undefined) return problemAt(pointer, 'unknown_instruction', word);
    const paths = pathsIn(source, against.language);
    const unknown = paths.find((path) => !isKnown(against.scopes[0]!, path));
    if (unknown) return problemAt(pointer, 'unknown_tag', writtenPath(unknown));
    return renderProblem(leaf, paths, against);
  } catch (error) {
    const { code, about } = reasonOf(error);
    return problemAt(pointer, code, about);
  }
}

const allowed = new Set([
  ...['if', 'elsif', 'else', 'endif', 'unless', 'endunless', 'case', 'when', 'endcase'],
  ...['for', 'endfor'],
]);

/** Of Liquid's instructions few are needed; a list is walked through once, not for ever. */
export function badInstruction(source: string): string | undefined {
  const words = [...source.matchAll(/\{%-?\s*(\w*)/g)].map((match) => match[1] ?? '');
  const unknown = words.find((word) => !allowed.has(word));
  if (unknown !== undefined) return unknown;
  const loops = source.match(/\{%-?\s*for\b/g)?.length ?? 0;
  const overLists = source.match(/\{%-?\s*for\s+\w+\s+in\s+[a-z_.]+\s*-?%\}/g)?.length ?? 0;
  return loops > 1 || loops !== overLists ? 'for' : undefined;
}

function renderProblem(leaf: Leaf, paths: TagPath[], against: Against): FieldProblem | null {
  const mustSay = /^\/(subject|title)$|\/label$/.test(leaf.pointer);
  for (const scope of against.scopes) {
    for (const format of ['text', 'html'] as const) {
      const written = setter(scope, against.language)(format)(leaf.source);
      if (written.includes('[object')) {
        return problemAt(leaf.pointer, 'unformatted', against.formatted(paths));
      }
      if (mustSay && written === '') return problemAt(leaf.pointer, 'empty');
    }
  }
  return null;
}

/** All that each example of the e-mail has to say. */
function scopes(name: MessageName, language: Language): Tags[] {
  const envelopes = [exampleEnvelope(language), { ...exampleEnvelope(language), recipient: {} }];
  return samples.map((sample, at) => scopeOf(name, sample[name], envelopes[at]!));
}

function formatted(name: MessageName, paths: TagPath[]): string {
  const { full } = examplesOf(name);
  for (const path of paths) {
    const value = path.reduce<unknown>((at, key) => (isGroup(at) ? at[String(key)] : at), full);
    if (typeof value !== 'object' || value === null) continue;
    const written = writtenPath(path);
    return `{{ ${written} | ${filterOf(name, written, value)} }}`;
  }
  return '{{ … | money }}';
}

/** True when the scope has the path: by its keys, in a list by place, in a text by its size. */
function isKnown(scope: unknown, path: TagPath): boolean {
  let at = scope;
  for (const key of path) {
    if (Array.isArray(key)) return true;
    if (Array.isArray(at)) at = typeof key === 'number' || ends.has(key) ? at[0] : undefined;
    else if (typeof at === 'object' && at !== null) {
      if (!Object.hasOwn(at, key)) return false;
      at = (at as Tags)[key];
    } else return key === 'size' && typeof at === 'string';
  }
  return true;
}

const ends = new Set(['first', 'last', 'size']);

function writtenPath(path: TagPath): string {
  return path.map((key) => (Array.isArray(key) ? '…' : String(key))).join('.');
}

const readings: [RegExp, CheckCode][] = [
  [/undefined filter: (\w+)/, 'unknown_filter'],
  [/tag "(\w*)" not found/, 'unknown_instruction'],
  [/(?:tag|output) "?(.*?)"? not closed/, 'not_closed'],
  [/undefined variable: ([\w.]+)/, 'unknown_tag'],
];

function reasonOf(error: unknown): { code: CheckCode; about: string } {
  if (error instanceof TemplateTooLarge) return { code: 'too_large', about: '' };
  const said = error instanceof Error ? error.message : String(error);
  for (const [pattern, code] of readings) {
    const match = pattern.exec(said);
    if (match) return { code, about: match[1] ?? '' };
  }
  const problem = /cannot be read: (.*?)(, line:\d+.*)?\. Correct/.exec(said)?.[1] ?? said;
  return { code: 'unreadable', about: problem };
}

function linkProblems(
  name: MessageName,
  language: Language,
  text: MessageTemplate,
): FieldProblem[] {
  const links = linksOf(name, language);
  const used = text.blocks.map((block) => (block.kind === 'button' ? block.url : null));
  const wrong = used.flatMap((url, at) =>
    url === null || links.some((link) => link.url === url)
      ? []
      : [problemAt(`/blocks/${at}/url`, 'unknown_link')],
  );
  const missing = links
    .filter(({ url, required }) => required && !used.includes(url))
    .map(({ url }) => problemAt('/blocks', 'link_missing', linkIn(url)));
  return [...wrong, ...missing];
}

/** What an e-mail would be pointless or unlawful without. */
const mustSay: Partial<Record<MessageName, readonly string[]>> = {
  plan_notice: ['text'],
  debit_announced: ['amount', 'collect_on', 'mandate_reference', 'creditor_id'],
};

function missingTags(name: MessageName, text: MessageTemplate, language: Language): FieldProblem[] {
  const wanted = mustSay[name] ?? [];
  const said = new Set(
    leavesOf(text).flatMap(({ source }) => {
      try {
        return pathsIn(source, language).map(writtenPath);
      } catch {
        return [];
      }
    }),
  );
  return wanted
    .filter((tag) => !said.has(tag))
    .map((tag) => problemAt('/blocks', 'tag_missing', tag));
}
