/** The text of pages: its markup, its tags, and that nothing unsafe can come out of it. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  nobody,
  type PageFacts,
  pageProblems,
  renderPage,
} from '../../src/templates/pages/renderPage.ts';

const organization = { name: 'Atelier Nord', contact_email: null };
const ana = { ...nobody, first_name: 'Ana', name: 'Ana Silva', joined_on: '2026-03-02' };

const html = (body: string, member: PageFacts['member'] = ana) =>
  renderPage(body, { member, organization }, 'en');

describe('the text of a page', () => {
  it('has headings, paragraphs, lists, weight and links', () => {
    const body = [
      '# First steps',
      'Two lines',
      'of one paragraph.',
      '',
      '## Tools',
      '- a saw',
      '- **two** *good* hammers',
      '',
      '1. Measure',
      '2. Cut',
      'See [the film](https://video.example/1?a=1&b=2), https://example.org/x. Or [us](/portal/a).',
    ].join('\n');
    expect(html(body).split('\n')).toEqual([
      '<h2>First steps</h2>',
      '<p>Two lines<br>of one paragraph.</p>',
      '<h3>Tools</h3>',
      '<ul><li>a saw</li><li><strong>two</strong> <em>good</em> hammers</li></ul>',
      '<ol><li>Measure</li><li>Cut</li></ol>',
      '<p>See <a href="https://video.example/1?a=1&amp;b=2" rel="noopener">the film</a>, ' +
        '<a href="https://example.org/x" rel="noopener">https://example.org/x</a>. ' +
        'Or <a href="/portal/a" rel="noopener">us</a>.</p>',
    ]);
  });

  it('leaves addresses as they were typed, with apostrophes and parentheses', () => {
    const page = "https://fr.example/L'Oncle_(film)";
    const out = renderPage(
      `L'oncle : [ici](${page}), (${page}).`,
      { member: ana, organization },
      'fr',
    );
    const link = (words: string) => `<a href="${page}" rel="noopener">${words}</a>`;
    expect(out).toBe(`<p>L’oncle\u00a0: ${link('ici')}, (${link(page)}).</p>`);
    const tag = `{{ member.email | default: "it's at https://a.example/'b' " }}`;
    expect(html(tag, nobody)).toContain('it&#39;s');
  });

  it('fills tags, over several paragraphs, with defaults for nobody', () => {
    const body =
      '{% if member.joined_on %}\nHello {{ member.first_name }}.\n\nHere since ' +
      '{{ member.joined_on | long_date }}.\n{% else %}\nHello {{ member.name | default: "you" }} at ' +
      '{{ organization.name }}.\n{% endif %}';
    expect(html(body)).toBe('<p>Hello Ana.</p>\n<p>Here since 2\u00a0March 2026.</p>');
    expect(html(body, nobody)).toBe('<p>Hello you at Atelier Nord.</p>');
  });

  it('takes no markup from a value', () => {
    const name = '# **Ana** [x](https://evil.example) <img src=x onerror=alert(1)>\n- a';
    const out = html('{{ member.name }}', { ...ana, name });
    expect(out).not.toMatch(/<(?!\/?p>)/);
    expect(out).not.toContain('<strong>');
    const link = html('[me]({{ member.name }})', { ...ana, name: 'javascript:alert(1)' });
    expect(link).not.toContain('<a');
  });

  it('lets nothing run: scripts, handlers, javascript: and data: links', () => {
    for (const body of [
      '<script>alert(1)</script>',
      '<img src=x onerror="alert(1)">',
      '[a](javascript:alert(1))',
      '[a](JaVaScRiPt:alert)',
      '[a](data:text/html,x)',
      '[a](//evil.example)',
      '[a](/\\evil.example)',
      '[a](https://x"onmouseover="alert)',
      '[<b>](vbscript:x)',
    ]) {
      const out = html(body);
      expect(out).not.toMatch(/<(script|img|b)\b/i);
      for (const [, href] of out.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^https:\/\//);
      expect(out).not.toMatch(/"[^>]*on\w+="/);
    }
    expect(() => html('{% raw %}{{ "<script>" }}{% endraw %}')).toThrow(/template_not_valid/);
    expect(() => html('{{ member.name | raw }}', { ...ana, name: '<b>' })).not.toThrow();
    expect(html('{{ member.name | raw }}', { ...ana, name: '<b>' })).not.toContain('<b>');
  });

  it('for any text and any name is our own markup only', () => {
    const bits = ['<script>', '[a](', 'javascript:', 'https://x.y', ')', '**', '*', '# ', '- '];
    const tags = ['{{ member.name }}', '{% if member.name %}', '{% endif %}', '\n', '"', "'", '&'];
    const piece = fc.oneof(fc.constantFrom(...bits, ...tags), fc.string({ maxLength: 6 }));
    const source = fc.array(piece, { maxLength: 12 }).map((parts) => parts.join(''));
    const link = /<a href="(https?:\/\/|mailto:|\/(?![/\\]))[^"<>]*" rel="noopener">|<\/a>/;
    const ours = /<\/?(h2|h3|ul|ol|li|p|strong|em)>|<br>/;
    const allowed = new RegExp(`^(${ours.source}|${link.source}|[^<>])*$`, 'u');
    fc.assert(
      fc.property(source, source, (body, name) => {
        let out: string;
        try {
          out = html(body, { ...ana, name });
        } catch (error) {
          expect(String(error)).toMatch(/template_(not_valid|too_large)/);
          return;
        }
        expect(out).toMatch(allowed);
      }),
      { numRuns: 2000 },
    );
  });

  it('is held against a full and a bare reader before it is kept', () => {
    const codes = (body: string) =>
      pageProblems(body, organization, 'fr').map(({ pointer, code }) => [pointer, code]);
    expect(codes('Bonjour {{ member.first_name }}')).toEqual([]);
    expect(codes('{{ member.prenom }}')).toEqual([['/body', 'unknown_tag']]);
    expect(codes('{{ member }}')).toEqual([['/body', 'unformatted']]);
    expect(codes('{% if member.name %}')).toEqual([['/body', 'not_closed']]);
    expect(codes('{% raw %}x{% endraw %}')).toEqual([['/body', 'unknown_instruction']]);
    expect(codes('{{ member.joined_on | money }}')).toEqual([['/body', 'unreadable']]);
  });
});
