import type { Command } from 'commander';
import { openDemo } from '../../actions/demo/openDemo.ts';
import type { Common } from '../open.ts';
import { common, withProgram } from '../open.ts';
import { print } from '../output.ts';

/** `cercle demo`: makes the demo organization, once, and prints a link that opens it. */
export function addDemo(program: Command): void {
  common(program.command('demo').description('make the demo organization')).action(
    async (options: Common) => {
      const link = await withProgram(options, openDemo);
      print(options, { link }, link);
    },
  );
}
