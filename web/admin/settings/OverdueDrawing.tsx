import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { OverdueTimeline } from '../../api/overdue.ts';
import type { Settings } from '../../api/settings.ts';
import { addDays, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './OverdueDrawing.module.css';

/** A payment that fails today, under these settings: what happens on which day. */
export function OverdueDrawing({ overdue }: { overdue: Settings['overdue'] }) {
  const { t } = useTranslation('settings');
  const { org, path } = useOrganization();
  const { data } = useQuery({
    queryKey: ['org', org, 'overdue-timeline', overdue],
    queryFn: ({ signal }) =>
      api.post<OverdueTimeline>(`${path}/overdue-cases/timeline`, { body: { overdue }, signal }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  if (!data) return null;
  return (
    <section className={classes.drawing} aria-label={t('overdue.drawing')}>
      <h3>{t('overdue.drawing')}</h3>
      {data.schedules.map((schedule) => (
        <Line
          key={`${schedule.mode} ${schedule.gateway?.name ?? ''}`}
          schedule={schedule}
          data={data}
          announceDays={overdue.announce_days}
        />
      ))}
      <p className="soft">{t('overdue.running')}</p>
    </section>
  );
}

type Schedule = OverdueTimeline['schedules'][number];

type LineProps = {
  schedule: Schedule;
  data: OverdueTimeline;
  announceDays: number;
};

type Mark = { key: string; on: string; kind: string; words: string };

function Line({ schedule, data, announceDays }: LineProps) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const marks = useMarks(schedule, data);
  return (
    <div>
      <h4>{headingOf(schedule, data, t)}</h4>
      <ol className={classes.line}>
        {marks.map((mark, i) => (
          <li
            key={mark.key}
            data-kind={mark.kind}
            style={{ flexGrow: gapAfter(marks, i) }}
            data-closed={isClosed(mark.on, data, marks) || undefined}
          >
            <b>{format.dayAndDate(mark.on)}</b>
            <span>{mark.words}</span>
          </li>
        ))}
      </ol>
      {announceDays > 0 && schedule.mode !== 'invoice' ? (
        <p className="muted">{t('overdue.announced', { count: announceDays })}</p>
      ) : null}
    </div>
  );
}

/** Whose schedule it is: the organization's, which others do not follow, or a gateway's own. */
function headingOf({ mode, gateway }: Schedule, data: OverdueTimeline, t: TFunction<'settings'>) {
  const kind = t(`overdue.mode.${mode}`);
  if (gateway) return t('overdue.mode_of', { mode: kind, name: gateway.title });
  const others = data.schedules.some((each) => each.mode === mode && each.gateway);
  return others ? t('overdue.mode_others', { mode: kind }) : kind;
}

/** The failure, each step, the day access closes where it is one of its own, and the end. */
function useMarks({ mode, steps }: LineProps['schedule'], data: OverdueTimeline): Mark[] {
  const { t } = useTranslation('settings');
  const ends = steps.at(-1)?.due_on ?? data.failed_on;
  const closes = data.access_closes_on;
  const closesApart = closes !== null && closes > data.failed_on && closes < ends;
  const first = t(mode === 'invoice' ? 'overdue.mark.due' : 'overdue.mark.failed');
  const closing = t(mode === 'invoice' ? 'overdue.mark.closed_told' : 'overdue.mark.closed_now');
  const closed = closes === data.failed_on ? ` ${closing}` : '';
  const before = steps.filter(
    ({ kind, due_on }) => kind !== 'final' && !(kind === 'reminder' && due_on === ends),
  );
  const marks = [
    { key: 'first', on: data.failed_on, kind: 'first', words: first + closed },
    ...before.map(({ kind, due_on }, i) => ({
      key: `${kind}-${i}`,
      on: due_on,
      kind,
      words: t(`overdue.mark.${kind as 'retry'}`, { number: i + 1 }),
    })),
    ...(closesApart
      ? [{ key: 'closes', on: closes, kind: 'closes', words: t('overdue.mark.closes') }]
      : []),
    { key: 'end', on: ends, kind: 'final', words: t('overdue.mark.final') },
  ];
  return marks.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

function isClosed(on: string, { access_closes_on: closes }: OverdueTimeline, marks: Mark[]) {
  return (closes !== null && on >= closes) || on >= (marks.at(-1)?.on ?? '');
}

/** Days to the next mark, so that the line shows time as it passes. */
function gapAfter(marks: Mark[], i: number): number {
  const from = marks[i]?.on;
  const to = marks[i + 1]?.on;
  if (!from || !to) return 0;
  let days = 0;
  for (let day = from; day < to && days < 400; day = addDays(day, 1)) days += 1;
  return Math.max(1, days);
}
