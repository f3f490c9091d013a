import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mailNames } from '../../src/domain/messages/mailNames.ts';
import { problemsOf } from '../../src/templates/checkText.ts';
import type { MessageName } from '../../src/templates/data.ts';
import type { Block, MessageTemplate } from '../../src/templates/emails/blocks.ts';
import { defaultTemplates } from '../../src/templates/emails/index.ts';
import { messageText } from '../../src/templates/emails/textShape.ts';
import { exampleEnvelope, samples } from '../../src/templates/examples.ts';
import { linksOf, tagsOf } from '../../src/templates/offered.ts';
import { renderWriting } from '../../src/templates/renderMessage.ts';
import { examplesOf, isGroup, type Tags } from '../../src/templates/scope.ts';

const names = Object.keys(defaultTemplates) as MessageName[];
const languages = ['en', 'fr'] as const;
const first = messageText.parse(defaultTemplates.declined_first.en);

/** The default text of the first refusal, its first paragraph written anew. */
function saying(text: string): MessageTemplate {
  return { ...first, blocks: [{ kind: 'text', text }, ...first.blocks.slice(1)] };
}

const codes = (text: MessageTemplate, name: MessageName = 'declined_first') =>
  problemsOf(name, 'en', text).map(({ pointer, code }) => `${pointer} ${code}`);

function render(name: MessageName, at: 0 | 1, template: MessageTemplate) {
  const envelope = exampleEnvelope('en');
  return renderWriting({ name, data: samples[at][name], envelope, template });
}

describe.each(names)('%s', (name) => {
  it.each(languages)('has a default text in %s that fits its own editor', (language) => {
    const text = messageText.parse(defaultTemplates[name][language]);
    expect(problemsOf(name, language, text)).toEqual([]);
  });

  it.each(languages)('offers tags in %s that have a name and may be inserted', (language) => {
    const template = defaultTemplates[name][language];
    const offered = tagsOf(name, exampleEnvelope(language));
    expect(offered.length).toBeGreaterThan(3);
    for (const { insert, label, example } of offered) {
      expect(label[language], insert).not.toMatch(/_|\{/);
      expect(example, insert).not.toMatch(/\{|\[object|undefined/);
      const blocks: Block[] = [{ kind: 'text', text: insert }, ...template.blocks];
      expect(problemsOf(name, language, { ...template, blocks }), insert).toEqual([]);
    }
    for (const { label } of linksOf(name, language)) expect(label.fr).not.toMatch(/_url|\{/);
  });

  it('is complete where its whole example is', () => {
    const { full, bare } = examplesOf(name);
    const holds = (whole: Tags, least: Tags): boolean =>
      Object.entries(least).every(([key, value]) => {
        const there = whole[key];
        return key in whole && (!isGroup(value) || (isGroup(there) && holds(there, value)));
      });
    expect(holds(full, bare)).toBe(true);
    expect(mailNames[name].when.fr.length).toBeGreaterThan(8);
  });
});

describe('an own text is refused', () => {
  it.each([
    ['{{ membre.nom }}', 'unknown_tag'],
    ['{% if nobody %}a{% endif %}', 'unknown_tag'],
    ['{{ amount.euros }}', 'unknown_tag'],
    ['{{ amount | euros }}', 'unknown_filter'],
    ['{{ amount }}', 'unformatted'],
    ['{{ amount | weekday }}', 'unreadable'],
    ['{{ next_tries[2] | weekday }}', 'unknown_tag'],
    ['{{ amount', 'not_closed'],
    ['{% if reason %}a', 'not_closed'],
    ['{% include "x" %}', 'unknown_instruction'],
    ['{% assign a = 1 %}', 'unknown_instruction'],
    ['{% raw %}<b>{% endraw %}', 'unknown_instruction'],
    ['{% for i in (1..99999) %}x{% endfor %}', 'unknown_instruction'],
    [
      '{% for a in next_tries %}{% for b in next_tries %}x{% endfor %}{% endfor %}',
      'unknown_instruction',
    ],
    ['{{ "}}<b>" }}', 'not_closed'],
  ])('for %s', (source, code) => {
    expect(codes(saying(source))).toEqual([`/blocks/0/text ${code}`]);
  });

  it('with the tag and the place named in both languages', () => {
    const [problem] = problemsOf('declined_first', 'fr', saying('Bonjour {{ prenom }}'));
    expect(problem).toMatchObject({ pointer: '/blocks/0/text', code: 'unknown_tag' });
    expect(problem!.message.en).toContain('{{ prenom }}');
    expect(problem!.message.fr).toContain("La balise {{ prenom }} n'existe pas");
  });

  it('without its button, with a foreign link, without words, without what must be said', () => {
    const without = { ...first, blocks: first.blocks.filter(({ kind }) => kind !== 'button') };
    expect(codes(without)).toEqual(['/blocks link_missing']);
    const button: Block = { kind: 'button', label: 'Win', url: 'https://evil.example' };
    expect(codes({ ...first, blocks: [...first.blocks, button] })).toEqual([
      '/blocks/4/url unknown_link',
    ]);
    expect(codes({ ...first, subject: '', title: '{{ member.name }}' })).toEqual([
      '/subject empty',
      '/title empty',
    ]);
    const notice = messageText.parse(defaultTemplates.plan_notice.en);
    expect(codes({ ...notice, blocks: notice.blocks.slice(1) }, 'plan_notice')).toEqual([
      '/blocks tag_missing',
    ]);
  });

  it('by its shape: unknown kinds and keys, too much of anything', () => {
    const parse = (change: object) => messageText.safeParse({ ...first, ...change }).success;
    expect(parse({})).toBe(true);
    expect(parse({ html: '<b>' })).toBe(false);
    expect(parse({ blocks: [{ kind: 'image', text: 'x' }] })).toBe(false);
    expect(parse({ blocks: [{ kind: 'text', text: 'x', style: 'y' }] })).toBe(false);
    expect(parse({ blocks: [{ kind: 'text', text: 'x'.repeat(4001) }] })).toBe(false);
    expect(parse({ blocks: Array(31).fill({ kind: 'text', text: 'x' }) })).toBe(false);
    expect(parse({ subject: 'x'.repeat(501) })).toBe(false);
  });
});

describe('an own text that is accepted', () => {
  it('is text, never markup, and drops what is absent', () => {
    const own = saying('<b onclick="x">1 < 2 & 3</b> {{ reason | default: "—" }}\n{{ plan_name }}');
    expect(codes(own)).toEqual([]);
    const { html, text } = render('declined_first', 1, own);
    expect(html).toContain('&lt;b onclick=&#34;x&#34;&gt;1 &lt; 2 &amp; 3&lt;/b&gt; —<br>Mécène');
    expect(text).toContain('<b onclick="x">1 < 2 & 3</b> —\nMécène');
  });

  it('renders with every example, whatever it is made of', () => {
    const offered = (name: MessageName) => tagsOf(name, exampleEnvelope('en'));
    const piece = (name: MessageName) =>
      fc.oneof(
        { weight: 30, arbitrary: fc.constantFrom(...offered(name).map(({ insert }) => insert)) },
        fc.constantFrom('{{', '}}', '{%', '%}', '| money', '{% if reason %}', '{% endif %}', '"'),
        fc.constantFrom('{{ amount }}', '{{ nobody }}', '{{ next_tries.first | weekday }}'),
        fc.constantFrom(
          '{% else %}',
          '{% for each in others %}',
          '{% endfor %}',
          '{{ each.price }}',
        ),
        fc.string({ maxLength: 8 }),
      );
    const written = (name: MessageName) =>
      fc.array(piece(name), { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(' '));
    const texts = fc.constantFrom(...names).chain((name) =>
      fc.record({
        name: fc.constant(name),
        subject: written(name),
        text: written(name),
        value: written(name),
      }),
    );
    let accepted = 0;
    fc.assert(
      fc.property(texts, ({ name, subject, text, value }) => {
        const { title, blocks } = defaultTemplates[name].en;
        const more: Block[] = [
          { kind: 'alert', text },
          { kind: 'facts', rows: [{ label: 'Label', value }] },
        ];
        const own = { subject, title, blocks: [...more, ...blocks] };
        if (problemsOf(name, 'en', own).length > 0) return;
        accepted += 1;
        for (const at of [0, 1] as const) {
          const made = render(name, at, own);
          expect(made.subject).not.toBe('');
          expect(made.html).not.toContain('[object');
        }
      }),
      { numRuns: Number(process.env.CERCLE_PROPERTY_RUNS ?? 500) },
    );
    expect(accepted).toBeGreaterThan(20);
  });
});
