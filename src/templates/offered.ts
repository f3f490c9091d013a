import type { Language, Sentence } from '../domain/errors.ts';
import type { Envelope, MessageName } from './data.ts';
import { defaultTemplates } from './emails/index.ts';
import { readyTags } from './emails/readyTags.ts';
import { exampleEnvelope } from './examples.ts';
import { setter } from './renderMessage.ts';
import { bareSamples, fullSamples } from './samples.ts';
import { examplesOf, isGroup, scopeOf, type Tags } from './scope.ts';
import { linkWords, tagWords } from './tagWords.ts';

/** A smart tag that staff may insert: what is typed, what it means, what it gives for example. */
export type OfferedTag = {
  insert: string;
  label: Sentence;
  example: string;
  /** It can be missing: what is inserted says what stands there then. */
  optional: boolean;
};

/** The tags of an e-mail: its ready-made sentences first, then facts. */
export function tagsOf(name: MessageName, envelope: Envelope): OfferedTag[] {
  const { language } = envelope;
  const set = setter(scopeOf(name, fullSamples[name], envelope), language)('text');
  const offer = (insert: string, label: Sentence, optional: boolean): OfferedTag => {
    return { insert, label, example: set(insert), optional };
  };
  const ready = Object.entries(readyTags[name] ?? {}).map(([tag, { label }]) =>
    offer(`{{ ${tag} }}`, label, false),
  );
  const facts = factsOf(name).map(({ path, insert, optional }) =>
    offer(insert, tagWords[path]!, optional),
  );
  return [...ready, ...facts];
}

type Fact = { path: string; insert: string; optional: boolean };

function factsOf(name: MessageName): Fact[] {
  const { full, bare } = examplesOf(name);
  const common = ['member.first_name', 'member.name', 'organization.name'].map((path) => {
    const optional = path !== 'organization.name';
    return { path, insert: insertOf(path, { filter: '', optional }), optional };
  });
  return [...common, ...walk(name, { full, bare })];
}

function walk(name: MessageName, { full, bare }: { full: Tags; bare: Tags }, above = ''): Fact[] {
  return Object.entries({ ...bare, ...full }).flatMap(([key, value]) => {
    const path = `${above}${key}`;
    if (isGroup(value)) {
      const least = bare[key];
      return walk(name, { full: value, bare: isGroup(least) ? least : {} }, `${path}.`);
    }
    if (!(path in tagWords)) return [];
    const optional = bare[key] == null;
    return [
      { path, insert: insertOf(path, { filter: filterOf(name, path, value), optional }), optional },
    ];
  });
}

function insertOf(path: string, of: { filter: string; optional: boolean }): string {
  const filter = of.filter === '' ? '' : ` | ${of.filter}`;
  return `{{ ${path}${filter}${of.optional ? ' | default: "—"' : ''} }}`;
}

/** The form in which a value is written; none for what is text or a number already. */
export function filterOf(name: MessageName, path: string, value: unknown): string {
  if (path === 'reason') return reasonFilter(name);
  if (Array.isArray(value)) return 'weekdays';
  if (typeof value === 'object' && value !== null) return 'start' in value ? 'period' : 'money';
  return /(_on|^on|_day|valid_until|respond_by)$/.test(path) ? 'long_date' : '';
}

function reasonFilter(name: MessageName): string {
  if (name === 'dispute_news') return 'dispute_reason';
  return name.includes('declined') ? 'decline_reason' : '';
}

/** A link that a button may have: its source, what it opens, and whether it must stay. */
export type OfferedLink = { url: string; label: Sentence; required: boolean };

/** The links of an e-mail as it is by default. One that is never absent cannot be taken away. */
export function linksOf(name: MessageName, language: Language): OfferedLink[] {
  const buttons = defaultTemplates[name][language].blocks.filter(
    (block) => block.kind === 'button',
  );
  const envelope = exampleEnvelope(language);
  const set = setter(scopeOf(name, bareSamples[name], envelope), language)('text');
  return buttons.map(({ url }) => {
    const path = linkIn(url);
    return { url, label: linkWords[path] ?? { en: path, fr: path }, required: set(url) !== '' };
  });
}

/** The name of the link in a button's source. */
export function linkIn(url: string): string {
  return /\{\{ (\w+) \}\}/.exec(url)?.[1] ?? '';
}
