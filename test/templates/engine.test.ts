import { describe, expect, it } from 'vitest';
import {
  renderTags,
  TemplateNotValid,
  TemplateTooLarge,
  tagLimits,
} from '../../src/templates/engine.ts';

const html = { language: 'en', format: 'html' } as const;
const text = { language: 'fr', format: 'text' } as const;

describe('smart tags', () => {
  it('fills values, filters and conditions', () => {
    const tags = { a: 1, price: { amount: 123450, currency: 'EUR' }, on: '2026-03-01' };
    expect(renderTags('{% if a > 0 %}{{ on | long_date }}{% endif %}', tags, text)).toBe(
      '1er\u00a0mars 2026',
    );
    expect(renderTags('{{ price | money }}', tags, html)).toBe('€1,234.50');
  });

  it('escapes HTML, also past the raw filter', () => {
    expect(renderTags('{{ v }} {{ v | raw }}', { v: '<i>' }, html)).toBe('&lt;i&gt; &lt;i&gt;');
  });

  it('gives a default for a missing value and refuses an unknown tag', () => {
    expect(renderTags('{{ nobody | default: "you" }}', {}, html)).toBe('you');
    expect(() => renderTags('{{ nobody }}', {}, html)).toThrow(TemplateNotValid);
    expect(() => renderTags('{{ a | explode }}', { a: 1 }, html)).toThrow(TemplateNotValid);
    expect(() => renderTags('{% if a %}', { a: 1 }, html)).toThrow(TemplateNotValid);
  });

  it('reads no files and no prototypes', () => {
    for (const source of [
      '{% include "package.json" %}',
      '{% render "/etc/passwd" %}',
      '{% layout "x" %}',
    ]) {
      expect(() => renderTags(source, {}, html)).toThrow(TemplateNotValid);
    }
    expect(() => renderTags('{{ a.constructor }}', { a: {} }, html)).toThrow(TemplateNotValid);
  });

  it('stops endless, huge and deep templates', () => {
    const endless =
      '{% for a in (1..9999) %}{% for b in (1..9999) %}{% for c in (1..9999) %}x' +
      '{% endfor %}{% endfor %}{% endfor %}';
    expect(() => renderTags(endless, {}, html)).toThrow(TemplateTooLarge);
    expect(() => renderTags('{% for a in (1..99999999) %}x{% endfor %}', {}, html)).toThrow(
      TemplateTooLarge,
    );
    expect(() => renderTags('x'.repeat(tagLimits.sourceCharacters + 1), {}, html)).toThrow(
      TemplateTooLarge,
    );
    const deep = '{% if a %}'.repeat(13) + '{% endif %}'.repeat(13);
    expect(() => renderTags(deep, { a: 1 }, html)).toThrow(TemplateTooLarge);
    const wide = '{% for a in (1..9000) %}{{ v }}{% endfor %}';
    expect(() => renderTags(wide, { v: 'x'.repeat(100) }, html)).toThrow(TemplateTooLarge);
  });
});
