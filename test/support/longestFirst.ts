import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest, the slowest first. */
const longest = [
  ...['stories/demo.test.ts', 'cli/verbs.test.ts', 'platform/embedded.test.ts'],
  ...['simulation/plants.test.ts', 'simulation/crash.test.ts', 'stories/crash.test.ts'],
];

/**
 * Begins with the longest files, so that none of them is alone at the end of a run. Vitest itself
 * knows how long files take only where it has run them before.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const rank = ({ moduleId }: TestSpecification) => {
      const at = longest.findIndex((name) => moduleId.endsWith(name));
      return at < 0 ? longest.length : at;
    };
    return sorted.toSorted((a, b) => rank(a) - rank(b));
  }
}
