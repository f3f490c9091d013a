import { describe, expect, it } from 'vitest';
import { problemsOf } from './rules.ts';

function rulesAgainst(path: string, text: string): string[] {
  return problemsOf({ path, text }).map((problem) => problem.rule);
}

const lines = (count: number) => 'x;\n'.repeat(count);

describe('the rules of the house', () => {
  it('bound files and functions', () => {
    expect(rulesAgainst('src/a.ts', lines(250))).toEqual([]);
    expect(rulesAgainst('src/a.ts', lines(251))).toEqual(['file length']);
    expect(rulesAgainst('src/a.ts', `function f() {\n${lines(68)}}\n`)).toEqual([]);
    expect(rulesAgainst('src/a.ts', `const f = () => {\n${lines(69)}};\n`)).toEqual([
      'function length',
    ]);
    expect(rulesAgainst('test/a.ts', `describe('x', () => {\n${lines(80)}});\n`)).toEqual([]);
  });

  it('bound folders and lines, but do not break sentences', () => {
    expect(rulesAgainst('src/a/b/c/d.ts', '')).toEqual([]);
    expect(rulesAgainst('src/a/b/c/d/e.ts', '')).toEqual(['folder depth']);
    expect(rulesAgainst('src/a.ts', `const a = ${'b + '.repeat(30)} 1;`)).toEqual(['line length']);
    expect(rulesAgainst('src/a.ts', `const a = '${'word '.repeat(30)}';`)).toEqual([]);
  });

  it.each([
    ['src/a.ts', '// TO' + 'DO later', 'words'],
    ['test/a.ts', 'it.on' + "ly('x', () => {})", 'words'],
    ['src/domain/a.ts', 'const today = Date.now();', 'clock'],
    ['src/actions/a.ts', 'await tx.exec(`update a set at = now()`)', 'clock'],
    ['src/actions/a.ts', "await tx.exec('commit')", 'transaction'],
    ['src/http/a.ts', 'await withReader(db, work)', 'search path'],
  ])('find in %s: %s', (path, text, rule) => {
    expect(rulesAgainst(path, text)).toEqual([rule]);
  });

  it('let the right places do what only they may', () => {
    expect(rulesAgainst('src/actions/a.ts', 'const today = clock.now();')).toEqual([]);
    expect(rulesAgainst('src/db/transaction.ts', "await client.query('commit')")).toEqual([]);
    expect(rulesAgainst('src/db/directory/a.ts', 'await withReader(db, work)')).toEqual([]);
  });
});
