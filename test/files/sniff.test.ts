import { expect, it } from 'vitest';
import { Refusal } from '../../src/domain/errors.ts';
import { sniff } from '../../src/files/sniff.ts';

it('names what a file of the wrong kind is, in both languages', () => {
  const said = (() => {
    try {
      return sniff(Buffer.from('%PDF-1.7 …'));
    } catch (error) {
      if (error instanceof Refusal) return [error.say('en'), error.say('fr')];
      throw error;
    }
  })();
  expect(said).toEqual([
    expect.stringMatching(/^This is a PDF, not a table\./),
    expect.stringMatching(/^Il s'agit d'un PDF, pas d'un tableau\./),
  ]);
});
