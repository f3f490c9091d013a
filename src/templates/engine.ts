import { Liquid, type Template } from 'liquidjs';
import { defineRefusal, type Language } from '../domain/errors.ts';
import { tagFilters } from './filters.ts';

/**
 * What a leaf of a template is set into: values are escaped for HTML, left as they are in text, and
 * in a page's markup escaped so that none of their signs is markup either.
 */
export type TagFormat = 'html' | 'text' | 'markup';

/** Bounds of one render; see spec/activity-and-access.md, Smart tags. */
export const tagLimits = {
  sourceCharacters: 100_000,
  renderMilliseconds: 500,
  memoryUnits: 1_000_000,
  outputCharacters: 500_000,
  nesting: 12,
} as const;

export const TemplateTooLarge = defineRefusal('template_too_large', 422, {
  en: 'This text is too long or its conditions are nested too deeply. Shorten it, then save again.',
  fr: 'Ce texte est trop long ou ses conditions trop imbriquées. Raccourcissez-le et réessayez.',
});

export const TemplateNotValid = defineRefusal('template_not_valid', 422, {
  en: 'A smart tag in this text cannot be read: {problem}. Correct the tag, then save again.',
  fr: 'Une balise de ce texte est illisible : {problem}. Corrigez la balise, puis réessayez.',
});

const engines = new Map<string, Liquid>();
const parsed = new Map<string, Template[]>();
const parsedAtMost = 2_000;

/**
 * Fills the smart tags of a text. `tags` is plain data; every value is escaped when `format` is
 * html. Unknown tags and filters, files, and anything past `tagLimits` are refused.
 */
export function renderTags(
  source: string,
  tags: Record<string, unknown>,
  as: { language: Language; format: TagFormat },
): string {
  const key = `${as.language}/${as.format}`;
  const engine = engineFor(key, as.language, as.format);
  const template = parseOnce(engine, key, source);
  let output: string;
  try {
    output = String(engine.renderSync(template, tags));
  } catch (error) {
    throw refusalOf(error);
  }
  if (output.length > tagLimits.outputCharacters) throw new TemplateTooLarge();
  return output;
}

/** A path that a source asks for, `['invoice', 'number']`; a list where the step is computed. */
export type TagPath = (string | number | unknown[])[];

/** The values that a source asks for, without rendering it. Refuses what cannot be parsed. */
export function pathsIn(source: string, language: Language): TagPath[] {
  const key = `${language}/text`;
  const engine = engineFor(key, language, 'text');
  return engine.globalVariableSegmentsSync(parseOnce(engine, key, source));
}

function parseOnce(engine: Liquid, key: string, source: string): Template[] {
  const cacheKey = `${key}:${source}`;
  const known = parsed.get(cacheKey);
  if (known) return known;
  if (source.length > tagLimits.sourceCharacters) throw new TemplateTooLarge();
  if (nestingOf(source) > tagLimits.nesting) throw new TemplateTooLarge();
  let template: Template[];
  try {
    template = engine.parse(source);
  } catch (error) {
    throw refusalOf(error);
  }
  if (parsed.size >= parsedAtMost) parsed.clear();
  parsed.set(cacheKey, template);
  return template;
}

function engineFor(key: string, language: Language, format: TagFormat): Liquid {
  const known = engines.get(key);
  if (known) return known;
  const engine = new Liquid({
    fs: refusingFiles,
    cache: false,
    jsTruthy: true,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: true,
    lenientIf: true,
    parseLimit: tagLimits.sourceCharacters,
    renderLimit: tagLimits.renderMilliseconds,
    memoryLimit: tagLimits.memoryUnits,
    ...(format === 'html' ? { outputEscape: 'escape' as const } : {}),
    ...(format === 'markup' ? { outputEscape: escapeSigns } : {}),
  });
  for (const [name, filter] of Object.entries(tagFilters(language))) {
    engine.registerFilter(name, filter);
  }
  // `raw` would let a template switch the escaping of a value off.
  engine.registerFilter('raw', (value: unknown) => value);
  engines.set(key, engine);
  return engine;
}

/** Every sign of a value by its number, so that only letters, digits and spaces stand plainly. */
function escapeSigns(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value);
  return text.replace(/[^\p{L}\p{N} \u00a0]/gu, (sign) => `&#${sign.codePointAt(0)};`);
}

function nestingOf(source: string): number {
  let depth = 0;
  let deepest = 0;
  const blocks = /\{%-?\s*(end)?(if|unless|for|case|tablerow|capture|comment|raw)\b/g;
  for (const match of source.matchAll(blocks)) {
    depth += match[1] ? -1 : 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}

function refusalOf(error: unknown): Error {
  const message = error instanceof Error ? error.message : String(error);
  if (/limit exceeded/i.test(message)) return new TemplateTooLarge();
  return new TemplateNotValid({ problem: message.split('\n')[0] ?? message });
}

function refuseFile(): never {
  throw new Error('templates cannot open files');
}

/** Templates never touch the disk: `render`, `include` and `layout` find nothing. */
const refusingFiles = {
  readFile: refuseFile,
  readFileSync: refuseFile,
  exists: async () => false,
  existsSync: () => false,
  contains: async () => false,
  containsSync: () => false,
  resolve: (_root: string, file: string) => file,
  sep: '/',
  dirname: () => '',
};
