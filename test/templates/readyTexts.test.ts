import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { problemsOf } from '../../src/templates/checkText.ts';
import type { MessageData, MessageName } from '../../src/templates/data.ts';
import type { Block, InBothLanguages } from '../../src/templates/emails/blocks.ts';
import { defaultTemplates } from '../../src/templates/emails/index.ts';
import { readyTags } from '../../src/templates/emails/readyTags.ts';
import { exampleEnvelope, samples } from '../../src/templates/examples.ts';
import { type RenderedMessage, renderWriting } from '../../src/templates/renderMessage.ts';
import { examplesOf } from '../../src/templates/scope.ts';

const names = Object.keys(defaultTemplates) as MessageName[];
const languages = ['en', 'fr'] as const;

/** Default texts as they were when they still had conditions: organizations may have kept them. */
const before = JSON.parse(
  readFileSync(new URL('../fixtures/textsWithConditions.json', import.meta.url), 'utf8'),
) as Partial<Record<MessageName, InBothLanguages>>;
const older = Object.keys(before) as MessageName[];

/** What staff read of a block; where a button leads they choose from a list. */
function wordsOf(block: Block): string[] {
  if (block.kind === 'facts') return block.rows.flatMap(({ label, value }) => [label, value]);
  return [block.kind === 'button' ? block.label : block.text];
}

type Facts = Record<string, unknown>;

/** What else a fact can be: absent, the other way round, one instead of many. */
const others: Record<string, unknown[]> = {
  by: ['staff'],
  days: [1],
  quantity: [1],
  intervalUnit: ['day', 'week', 'year'],
  intervalCount: [1],
  openInvoices: [2],
  endsOn: ['2026-04-20'],
  nextTryOn: ['2026-04-06'],
};

/** The examples of an e-mail, and the whole one with each of its facts changed by itself. */
function factsOf(name: MessageName): Facts[] {
  const [full, bare] = samples.map((sample): Facts => sample[name]);
  return [full!, bare!, ...changed(full!, bare!)];
}

function changed(full: Facts, bare: Facts): Facts[] {
  return Object.entries(full).flatMap(([key, value]) => {
    const { [key]: _, ...rest } = full;
    const values = [...(others[key] ?? []), ...(typeof value === 'boolean' ? [!value] : [])];
    const without = bare[key] == null ? [rest] : [];
    const inside = key === 'invoice' ? changed(value as Facts, bare[key] as Facts) : [];
    return [...without, ...[...values, ...inside].map((other) => ({ ...full, [key]: other }))];
  });
}

function write(name: MessageName, facts: Facts, own?: InBothLanguages): RenderedMessage[] {
  const data = facts as MessageData[typeof name];
  return languages.map((language) =>
    renderWriting({ name, data, envelope: exampleEnvelope(language), template: own?.[language] }),
  );
}

describe('a default text', () => {
  it.each(names)('of %s shows no condition to who edits it', (name) => {
    for (const language of languages) {
      const { subject, title, blocks } = defaultTemplates[name][language];
      expect([subject, title, ...blocks.flatMap(wordsOf)].join('\n')).not.toContain('{%');
    }
  });

  it.each(names)('of %s has no ready-made tag by the name of a fact', (name) => {
    const { full, bare } = examplesOf(name);
    const facts = Object.keys({ ...bare, ...full });
    expect(facts.filter((fact) => fact in (readyTags[name] ?? {}))).toEqual([]);
  });
});

describe('a text with conditions that an organization kept', () => {
  it('is there for each e-mail that had some', () => {
    expect(older).toHaveLength(17);
  });

  it.each(older)('of %s may still be saved, and says what the default says', (name) => {
    for (const language of languages) {
      expect(problemsOf(name, language, before[name]![language])).toEqual([]);
    }
    const every = factsOf(name);
    expect(every.length).toBeGreaterThan(3);
    for (const facts of every) expect(write(name, facts, before[name])).toEqual(write(name, facts));
  });
});
