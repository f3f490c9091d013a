import process from 'node:process';
import { Command, CommanderError } from 'commander';
import { Refusal } from '../domain/errors.ts';
import { explain } from '../lifetime.ts';
import { spokenLanguage } from './output.ts';
import { addBench } from './verbs/bench.ts';
import { addBill } from './verbs/bill.ts';
import { addCrash } from './verbs/crash.ts';
import { addDemo } from './verbs/demo.ts';
import { addDoctor } from './verbs/doctor.ts';
import { addExport } from './verbs/export.ts';
import { addImport } from './verbs/import.ts';
import { addMembers } from './verbs/members.ts';
import { addMigrate } from './verbs/migrate.ts';
import { addPlantedBugs } from './verbs/plantedBugs.ts';
import { addSepa } from './verbs/sepa.ts';
import { addSetup } from './verbs/setup.ts';
import { addSimulate } from './verbs/simulate.ts';
import { addStart } from './verbs/start.ts';
import { addUser } from './verbs/user.ts';

/** Exit codes: 0 done, 1 a refusal or a failed check, 2 wrong usage (spec/platform.md). */
const exit = { refusal: 1, usage: 2 };

function build(): Command {
  const program = new Command('cercle')
    .description('Runs a membership from the command line.')
    .exitOverride()
    .showHelpAfterError();
  const add = [
    addSetup,
    addStart,
    addMigrate,
    addDemo,
    addImport,
    addMembers,
    addExport,
    addBill,
    addSepa,
    addSimulate,
    addPlantedBugs,
    addCrash,
    addDoctor,
    addBench,
    addUser,
  ];
  for (const verb of add) verb(program);
  for (const command of program.commands) command.exitOverride();
  return program;
}

/** Runs one verb; answers the exit code. */
async function run(args: string[]): Promise<number> {
  try {
    await build().parseAsync(args, { from: 'user' });
    return Number(process.exitCode ?? 0);
  } catch (error) {
    return tell(error, args);
  }
}

function tell(error: unknown, args: string[]): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : exit.usage;
  if (error instanceof Refusal) {
    const detail = error.say(spokenLanguage());
    const fields = error.fields.map(
      (field) => `  ${field.pointer}: ${field.message[spokenLanguage()]}`,
    );
    const asJson = JSON.stringify({ error: { code: error.code, detail, ...error.params } });
    process.stderr.write(`${args.includes('--json') ? asJson : [detail, ...fields].join('\n')}\n`);
    return exit.refusal;
  }
  const text = explain(error);
  if (text === undefined) throw error;
  process.stderr.write(`${text}\n`);
  return exit.refusal;
}

process.exit(await run(process.argv.slice(2)));
