import { describe, expect, it } from 'vitest';
import type { Envelope, MessageData, MessageName } from '../../src/templates/data.ts';
import { defaultTemplates } from '../../src/templates/emails/index.ts';
import { renderMessage } from '../../src/templates/renderMessage.ts';
import { bareSamples, fullSamples } from '../../src/templates/samples.ts';

const names = Object.keys(defaultTemplates) as MessageName[];
const hostile = 'A<b>"&\'{{ 7 | times: 6 }}';

function envelope(language: 'en' | 'fr', name = 'Atelier Nord'): Envelope {
  return {
    language,
    organization: {
      name,
      accent: '#0f6b5c',
      contactEmail: 'bonjour@example.org',
      addressLines: ['12 rue des Lilas', '59000 Lille'],
      websiteUrl: 'https://example.org',
    },
    recipient: { name: 'Zoé Lefèvre', firstName: 'Zoé' },
  };
}

function render<N extends MessageName>(
  name: N,
  samples: { [M in MessageName]: MessageData[M] },
  as: Envelope,
) {
  return renderMessage(name, samples[name], as);
}

describe.each(names)('%s', (name) => {
  it.each(['en', 'fr'] as const)('is whole in %s, with full and with bare data', (language) => {
    for (const samples of [fullSamples, bareSamples]) {
      const message = render(name, samples, envelope(language));
      for (const part of Object.values(message)) {
        expect(part).not.toMatch(/\{\{|\{%|undefined|null|NaN|\[object/);
        expect(part).not.toMatch(/an error occurred|une erreur/i);
      }
      expect(message.subject).toMatch(/^[^\r\n]{8,200}$/);
      expect(message.text).toContain(language === 'fr' ? 'Bonjour Zoé,' : 'Hello Zoé,');
      expect(message.text).not.toMatch(/<[a-z/]|&amp;|&#39;/);
      expect(message.text).not.toMatch(/ {2,}| [.,]|\n{3,}/);
      expect(message.html).toContain(`<html lang="${language}">`);
    }
  });

  it('escapes what people typed and never runs it', () => {
    const as = envelope('en', hostile);
    const message = renderMessage(name, fullSamples[name], {
      ...as,
      recipient: { name: hostile, firstName: hostile },
    });
    expect(message.html).not.toContain('A<b>');
    expect(message.html).toContain('A&lt;b&gt;&#34;&amp;&#39;{{ 7 | times: 6 }}');
    expect(message.text).toContain(hostile);
  });
});

describe('what the words say', () => {
  it('names day, amount, reason, consequence and next step of a declined payment', () => {
    const { text } = render('declined_first', fullSamples, envelope('en'));
    const flat = text.replace(/\s+/g, ' ');
    expect(flat).toContain(
      'The bank refused €10.00 for your Mécène subscription on Monday 2 March ' +
        '(the card is out of date). Your access is closed until it is paid.',
    );
    expect(flat).toContain('We try again on Wednesday 4 March.');
    expect(flat).toContain('Wednesday 4 March, Saturday 7 March and Monday 9 March');
  });

  it.each([
    'declined_first',
    'declined_again',
    'declined_last_warning',
    'retry_announced',
  ] as const)(
    '%s speaks of an account to who pays from one, of a card to everybody else',
    (name) => {
      for (const [language, card] of [
        ['en', /(your|my) card/],
        ['fr', /(votre|ma) carte/],
      ] as const) {
        const sample = { ...fullSamples[name], reason: 'insufficient_funds' };
        const of = (means?: 'card' | 'account') =>
          renderMessage(name, { ...sample, means }, envelope(language)).text.replace(/\s+/g, ' ');
        expect(of('account')).not.toMatch(card);
        expect(of('account')).toMatch(/another account|autre compte/);
        expect(of('card')).toMatch(card);
        expect(of()).toBe(of('card'));
      }
    },
  );

  it('does not blame the bank when there is nothing on file', () => {
    const sample = { ...fullSamples.hard_declined, means: 'none' as const };
    const { text } = renderMessage('hard_declined', sample, envelope('fr'));
    expect(text.replace(/\s+/g, ' ')).toContain('Aucun moyen de paiement n’est enregistré');
    expect(text).not.toMatch(/la banque a refusé|ne peut plus servir/);
  });

  it('sets French as French is set', () => {
    const { subject, text } = render('cancelled_unpaid', fullSamples, envelope('fr'));
    expect(subject).toBe('Votre abonnement «\u00a0Mécène\u00a0» a pris fin');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'La banque a refusé 10,00 € 4 fois, la dernière le 9 mars 2026.',
    );
    expect(text).not.toContain("'");
  });

  it('never says expired or cancelled while a try is planned', () => {
    const during = ['declined_first', 'declined_again', 'declined_last_warning'] as const;
    for (const name of during) {
      for (const language of ['en', 'fr'] as const) {
        for (const samples of [fullSamples, bareSamples]) {
          const { subject, text } = render(name, samples, envelope(language));
          expect(subject + text).not.toMatch(/expir|cancel|résili|annul/i);
        }
      }
    }
  });

  it('calls a notice pro forma, in every message that may be about one', () => {
    const said = { proforma: true, number: 'PF-2026-000009' };
    const aboutNotices = names.filter((name) => {
      const always = ['receipt', 'refunded', 'credit_note', 'dispute_news'];
      const data = fullSamples[name];
      return !always.includes(name) && ('invoice' in data || 'invoiceNumber' in data);
    });
    expect(aboutNotices).toHaveLength(10);
    for (const name of aboutNotices) {
      const data = fullSamples[name];
      const more = { invoiceNumber: said.number, invoiceProforma: true };
      const notice = 'invoice' in data ? { ...data, invoice: { ...data.invoice, ...said } } : data;
      for (const language of ['en', 'fr'] as const) {
        const about = { ...notice, ...('invoice' in data ? {} : more) } as MessageData[typeof name];
        const { subject, text } = renderMessage(name, about, envelope(language));
        const words = language === 'fr' ? /facture pro forma/i : /pro-forma invoice/i;
        const lines = `${subject}\n${text}`.split('\n').filter((line) => /PF-2026/.test(line));
        expect(lines.length).toBeGreaterThan(0);
        for (const line of lines) expect(line, name).toMatch(words);
      }
    }
  });

  it('keeps a name with a line break out of the headers', () => {
    const evil = envelope('en', 'Nord\r\nBcc: all@example.org');
    expect(render('magic_link', fullSamples, evil).subject).toBe(
      'Sign in to Nord Bcc: all@example.org',
    );
  });

  it('refuses a link that is not a web link', () => {
    const data = { signInUrl: 'javascript:alert(1)', validMinutes: 5 };
    expect(() => renderMessage('magic_link', data, envelope('en'))).toThrow(/link/);
  });
});
