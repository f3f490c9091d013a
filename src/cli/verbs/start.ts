import process from 'node:process';
import type { Command } from 'commander';

/** `cercle start`: the same as `npm start`. */
export function addStart(program: Command): void {
  program
    .command('start')
    .description('start the server (the same as npm start)')
    .option('--demo', 'open the demo organization')
    .option('--port <PORT>', 'port of the web server')
    .option('--host <HOST>', 'address to listen on')
    .option('--data <DIR>', 'folder of the data')
    .action(async () => {
      process.argv = [process.argv[0]!, process.argv[1]!, ...process.argv.slice(3)];
      await import('../../main.ts');
      await new Promise(() => undefined);
    });
}
