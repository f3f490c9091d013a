import process from 'node:process';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { ClockDay } from '../../actions/clock/advanceClock.ts';
import { advanceClock } from '../../actions/clock/advanceClock.ts';
import { look } from '../../actions/context.ts';
import type { LocalDate } from '../../domain/dates.ts';
import { addDays, addMonthsAnchored, dayOfMonth, isLocalDate } from '../../domain/dates.ts';
import type { PureResult } from '../../simulation/pure/threads.ts';
import { simulateOnThreads } from '../../simulation/pure/threads.ts';
import type { SimulationResult } from '../../simulation/simulate.ts';
import { simulate } from '../../simulation/simulate.ts';
import type { Common } from '../open.ts';
import { common, withOrganization } from '../open.ts';
import { print, progressLine, spokenLanguage } from '../output.ts';

type Options = Common & {
  communities: number;
  years: number;
  seed: number;
  fullStack?: boolean;
  plant?: string;
  org?: string;
  days?: number;
  months?: number;
  until?: LocalDate;
};

function positive(text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new InvalidArgumentError('a number above 0.');
  return value;
}

function whole(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new InvalidArgumentError('a whole number.');
  return value;
}

function date(text: string): LocalDate {
  if (!isLocalDate(text)) throw new InvalidArgumentError('a date like 2026-03-31.');
  return text;
}

/**
 * `cercle simulate`: with `--org`, moves a sandbox's clock and says what each day brought; without,
 * lives communities from a seed with faults, on the pure rules in memory or (`--full-stack`)
 * through the whole program on a scratch database: exit code 1 when a rule is broken.
 */
export function addSimulate(program: Command): void {
  const command = program
    .command('simulate')
    .description("move a sandbox's clock (--org), or live communities from a seed, with faults");
  common(command)
    .option('--org <SLUG>', 'a sandbox organization whose clock moves')
    .option('--days <N>', 'with --org: by days', whole)
    .option('--months <N>', 'with --org: by months', whole)
    .option('--until <DATE>', 'with --org: until a day', date)
    .option('--communities <N>', 'how many organizations', whole, 50)
    .option('--years <N>', 'how long each is lived', positive, 2)
    .option('--seed <N>', 'the same seed gives the same lives', whole, 1)
    .option('--full-stack', 'through actions and PostgreSQL, not only the rules in memory')
    .option('--plant <NAME>', 'plant a bug, which must then be found')
    .action((options: Options) => {
      const { org } = options;
      if (org === undefined) return liveCommunities(options);
      const ways = [options.days, options.months, options.until].filter((way) => way !== undefined);
      if (ways.length !== 1) command.error('error: say one of --days, --months and --until');
      return moveClock({ ...options, org });
    });
}

async function moveClock(options: Options & { org: string }): Promise<void> {
  await withOrganization(options, async (ctx, { mail }) => {
    const until = await look(ctx, async ({ today }) => endOf(options, today));
    const show = progressLine('Moving the clock');
    const days = await advanceClock(
      { ...ctx, mail },
      { until, progress: async (done, total) => show(done, total) },
    );
    print(options, { days }, days.map(dayLine).join('\n'));
  });
}

function endOf({ days, months, until }: Options, today: LocalDate): LocalDate {
  if (until !== undefined) return until;
  if (months !== undefined) return addMonthsAnchored(today, months, dayOfMonth(today));
  return addDays(today, days ?? 0);
}

const words: Record<'en' | 'fr', [keyof Omit<ClockDay, 'on'>, string][]> = {
  en: [
    ['invoices', 'invoices'],
    ['charged', 'charged'],
    ['declined', 'declined'],
    ['recovered', 'recovered'],
    ['cancelled', 'cancelled for non-payment'],
    ['messages', 'messages'],
  ],
  fr: [
    ['invoices', 'factures'],
    ['charged', 'prélevées'],
    ['declined', 'refusées'],
    ['recovered', 'régularisées'],
    ['cancelled', 'résiliations pour impayé'],
    ['messages', 'messages'],
  ],
};

function dayLine(day: ClockDay): string {
  const language = spokenLanguage();
  const said = words[language]
    .filter(([key]) => day[key] > 0)
    .map(([key, word]) => `${day[key]} ${word}`);
  return `${day.on}  ${said.join(', ') || '—'}`;
}

async function liveCommunities(options: Options): Promise<void> {
  const { communities, years, seed, plant } = options;
  const onProgress = progressLine('Simulating');
  const wanted = { communities, years, seed, onProgress, ...(plant ? { plant } : {}) };
  const result = options.fullStack ? await simulate(wanted) : await simulateOnThreads(wanted);
  print(options, result, [...result.violations.map(violationLine), summary(result)].join('\n'));
  if (!result.ok) process.exitCode = 1;
}

function violationLine(violation: SimulationResult['violations'][number]): string {
  const { community, name, title, count, examples } = violation;
  const where = `community ${community}, ${name}, ${count}: ${examples.join(', ')}`;
  return `VIOLATED: ${title[spokenLanguage()]} (${where})`;
}

function summary(result: SimulationResult | PureResult): string {
  const { seed, communities, years, seconds, tally, violations } = result;
  const faults = Object.values(tally.faults).reduce((sum, count) => sum + count, 0);
  const lived =
    'invoices' in result
      ? `pure engine, ${result.invoices} invoices, ${result.charges} charges`
      : 'full stack';
  return (
    `seed ${seed}: ${communities} communities × ${years} years, ${lived}, ${tally.days} billing ` +
    `days, ${tally.moves} moves (${tally.refusals} refused), ${faults} faults, ` +
    `${violations.length} violations, ${seconds} s`
  );
}
