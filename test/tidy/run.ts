/**
 * Runs every check in order, goes on after a failure, and sums up in the last line. Words on the
 * command line choose the checks whose names contain one of them: `npm test -- lint types`.
 */

import { workInMemory } from '../support/memoryFolder.ts';
import { checkImports } from './imports.ts';
import { type Count, check, command, playwright, type Step, vitest } from './step.ts';
import { ensurePostgres, withServer } from './storiesServer.ts';
import { checkTexts } from './texts.ts';
import { checkTidiness } from './tidy.ts';

/** These need no other's work and a core each: two at a time. */
const looks: Step[] = [
  command('types of the program', 'tsc -p tsconfig.json --noEmit'),
  command('types of the interface', 'tsc -p web/tsconfig.json --noEmit'),
  command('lint', 'biome check --error-on-warnings --colors=off --max-diagnostics=50 .'),
  check('import directions', checkImports),
  check('tidy sources', checkTidiness),
  check('texts in both languages', checkTexts),
  command('nothing unused', 'knip --no-progress'),
];

const steps: Step[] = [
  ...(process.env.CERCLE_STORIES_SERVER ? withStoriesElsewhere() : [everyTest()]),
  command('build of the interface', 'vite build web --logLevel error'),
  { name: 'browser journeys', run: playwright },
];

function everyTest(): Step {
  return { name: 'unit, property, API and story tests', run: () => vitest([]) };
}

/** The same, the stories on a server that is not ours: each runs once. */
function withStoriesElsewhere(): Step[] {
  const stories = async () => {
    const programs = ensurePostgres();
    console.log(`  with ${programs}`);
    return await withServer(programs, (url) =>
      vitest(['--project=stories'], { TEST_DATABASE_URL: url }),
    );
  };
  return [
    { name: 'unit, property and API tests', run: () => vitest(['--project=!stories']) },
    { name: 'stories on a separate PostgreSQL server', run: stories },
  ];
}

async function runStep(step: Step): Promise<Count> {
  console.log(`\n== ${step.name}`);
  const started = performance.now();
  const count = await step.run().catch((error: unknown): Count => {
    console.log(error);
    return { passed: 0, failed: 1 };
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  const mark = count.failed === 0 ? 'ok' : 'FAILED';
  console.log(
    `${mark}: ${step.name}, ${count.passed} passed, ${count.failed} failed, ${seconds} s`,
  );
  return count;
}

workInMemory();
const wanted = process.argv.slice(2);
const isChosen = ({ name }: Step) => wanted.length === 0 || wanted.some((w) => name.includes(w));

const total: Count = { passed: 0, failed: 0 };
const failedSteps: string[] = [];

/** Takes one step after the other; several may take from the same ones. */
async function take(waiting: IterableIterator<Step>): Promise<void> {
  for (const step of waiting) {
    const { passed, failed } = await runStep(step);
    total.passed += passed;
    total.failed += failed;
    if (failed > 0) failedSteps.push(step.name);
  }
}

const looking = looks.filter(isChosen).values();
await Promise.all([take(looking), take(looking)]);
await take(steps.filter(isChosen).values());
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join('; ')}`);
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);
