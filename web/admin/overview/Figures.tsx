import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MonthValue, Overview } from '../../api/overview.ts';
import { digitsOf, Sparkline, StatusDot, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './Overview.module.css';

type Props = {
  name: string;
  value: ReactNode;
  note?: ReactNode;
  chart?: ReactNode;
  to: string;
  q?: Record<string, string>;
};

function FigureLink({ name, value, note, chart, to, q }: Props) {
  const { org } = useOrganization();
  return (
    <Link to={`/o/${org}${to}` as string} search={(q ?? {}) as never} className={classes.figure}>
      <dl>
        <dt>{name}</dt>
        <dd className={classes.value}>{value}</dd>
      </dl>
      <div className={classes.line2}>{note}</div>
      {chart ? <div className={classes.chart}>{chart}</div> : null}
    </Link>
  );
}

/** The value a month ago, and how far it moved since. */
function moved(series: MonthValue[]): number {
  const [before, now] = series.slice(-2);
  return before && now ? now.value - before.value : 0;
}

const toneOf = (step: number) => (step === 0 ? 'idle' : step < 0 ? 'warn' : 'good');

/** Members, recurring revenue, collected of billed, and who came and went. */
export function Figures({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { members } = overview;
  const step = moved(members.series);
  const change = `${step > 0 ? '+' : ''}${format.number(step)}`;
  return (
    <section className={classes.figures} aria-label={t('figures')}>
      <FigureLink
        name={t('members')}
        value={format.number(members.now)}
        note={<StatusDot tone={toneOf(step)}>{t('this_month', { change })}</StatusDot>}
        chart={<Line series={members.series} name={t('members')} />}
        to="/people"
        q={{ q: 'kind:paying,free,follower -status:scheduled' }}
      />
      <Recurring overview={overview} />
      <Collected overview={overview} />
      <Moves overview={overview} />
    </section>
  );
}

/** Who came and who went this month: two numbers, each with its people. */
function Moves({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { org } = useOrganization();
  const { joined, ended, collected } = overview;
  const from = `${collected.month}-01`;
  const people = (q: string, said: string, name: string) => (
    <Link to={`/o/${org}/people` as string} search={{ q } as never} aria-label={name}>
      {said}
    </Link>
  );
  const came = format.number(joined.now);
  const went = format.number(ended.now);
  return (
    <div className={classes.figure}>
      <dl>
        <dt>{t('moves')}</dt>
        <dd className={classes.value}>
          {people(`joined:${from}..${format.today}`, `+${came}`, `${t('joined')} ${came}`)}
          {' / '}
          {people(`left:${collected.month}`, `−${went}`, `${t('left')} ${went}`)}
        </dd>
      </dl>
      <div className={classes.line2}>{t('moves_note')}</div>
      <div className={classes.chart}>
        <Line series={joined.series} name={t('joined')} />
      </div>
    </div>
  );
}

function Recurring({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const [main, ...others] = overview.mrr;
  const before = main?.series.at(-2)?.value ?? 0;
  const share = main && before > 0 ? main.now / before - 1 : null;
  const sign = share !== null && share > 0 ? '+' : '';
  return (
    <FigureLink
      name={t('mrr')}
      value={main ? format.money(rounded(main), main.currency) : format.money(0)}
      note={
        <>
          {share === null ? null : (
            <StatusDot tone={toneOf(share)}>
              {t('this_month', { change: `${sign}${format.percent(share)}` })}
            </StatusDot>
          )}
          {others.map((each) => (
            <div key={each.currency}>+ {format.money(rounded(each), each.currency)}</div>
          ))}
        </>
      }
      chart={<Line series={main?.series ?? []} name={t('mrr')} currency={main?.currency} />}
      to="/people"
      q={{ q: 'kind:paying' }}
    />
  );
}

/** Whole units from a hundred on, in minor units: cents say nothing there. */
function rounded({ now, currency }: { now: number; currency: string }): number {
  const unit = 10 ** digitsOf(currency);
  return now >= 100 * unit ? Math.round(now / unit) * unit : now;
}

function Collected({ overview }: { overview: Overview }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const { month, sums } = overview.collected;
  const [main, ...others] = sums;
  const share = main && main.billed > 0 ? main.collected / main.billed : 0;
  return (
    <FigureLink
      name={t('collected')}
      value={format.money(main?.collected ?? 0, main?.currency)}
      note={
        main ? (
          <>
            {t('of_billed', {
              billed: format.money(main.billed, main.currency),
              share: format.percent(share),
            })}
            {others.map((each) => (
              <div key={each.currency}>
                + {format.money(each.collected, each.currency)} /{' '}
                {format.money(each.billed, each.currency)}
              </div>
            ))}
          </>
        ) : (
          t('nothing_billed')
        )
      }
      chart={
        <div className={classes.bar}>
          <span style={{ width: `${Math.min(100, share * 100)}%` }} />
        </div>
      }
      to="/invoices"
      q={{ from: `${month}-01`, status: 'not_void' }}
    />
  );
}

type LineProps = { series: MonthValue[]; name: string; currency?: string };

function Line({ series, name, currency }: LineProps) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const [first, last] = [series[0], series.at(-1)];
  if (!first || !last) return null;
  const say = (value: number) => (currency ? format.money(value, currency) : format.number(value));
  const label = t('trend', {
    name,
    from: format.monthOf(`${first.month}-01`),
    first: say(first.value),
    last: say(last.value),
  });
  return <Sparkline values={series.map(({ value }) => value)} label={label} width={140} />;
}
