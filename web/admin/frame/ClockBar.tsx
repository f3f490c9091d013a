import { Button, Popover, UnstyledButton } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkDay } from '../../api/types.ts';
import { addDays, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import classes from './ClockBar.module.css';
import { type ClockStep, useClock } from './useClock.ts';

const steps: { key: 'day' | 'week' | 'month'; step: ClockStep }[] = [
  { key: 'day', step: { days: 1 } },
  { key: 'week', step: { days: 7 } },
  { key: 'month', step: { months: 1 } },
];

/** A sandbox's date, the buttons that move it, and what happened on the days that passed. */
export function ClockBar() {
  const { t } = useTranslation('frame');
  const format = useFormat();
  const { organization, can } = useOrganization();
  const clock = useClock();
  const progress = { done: format.number(clock.done), total: format.number(clock.total ?? 0) };
  return (
    <div className={classes.clock}>
      <span className={classes.today}>
        <span className={classes.word}>{t('clock.sandbox')} · </span>
        {format.longDate(organization.today)}
      </span>
      {clock.isRunning ? (
        <span role="status" className={classes.running}>
          <span className={classes.spin} aria-hidden="true" />
          {clock.total ? t('clock.progress', progress) : t('clock.running')}
        </span>
      ) : (
        <>
          {can('clock.move') || can('clock') || organization.role === 'owner' ? (
            <>
              {steps.map(({ key, step }) => (
                <UnstyledButton key={key} onClick={() => clock.move(step)}>
                  {t(`clock.${key}`)}
                </UnstyledButton>
              ))}
              <ToDate today={organization.today} onPick={(until) => clock.move({ until })} />
            </>
          ) : null}
          <WhatHappened days={clock.days} />
        </>
      )}
    </div>
  );
}

type ToDateProps = { today: string; onPick: (date: string) => void };

function ToDate({ today, onPick }: ToDateProps) {
  const { t } = useTranslation('frame');
  const [isOpen, setOpen] = useState(false);
  const [date, setDate] = useState<string | null>(null);
  return (
    <Popover opened={isOpen} onChange={setOpen} trapFocus>
      <Popover.Target>
        <UnstyledButton onClick={() => setOpen(!isOpen)}>{t('clock.to_date')}</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          value={date}
          onChange={setDate}
          defaultDate={today}
          minDate={addDays(today, 1)}
          aria-label={t('clock.to_date')}
        />
        <Button
          fullWidth
          mt="xs"
          variant="filled"
          disabled={!date}
          onClick={() => {
            if (date) onPick(date);
            setOpen(false);
          }}
        >
          {t('clock.go')}
        </Button>
      </Popover.Dropdown>
    </Popover>
  );
}

const counted = ['invoices', 'charged', 'declined', 'recovered', 'cancelled', 'messages'] as const;

function WhatHappened({ days }: { days: WorkDay[] }) {
  const { t } = useTranslation('frame');
  const format = useFormat();
  if (days.length === 0) return null;
  const say = (some: WorkDay[]) =>
    counted
      .map((kind) => ({ kind, count: some.reduce((sum, day) => sum + day[kind], 0) }))
      .filter(({ count }) => count > 0)
      .map(({ kind, count }) => t(`clock.counts.${kind}`, { count }))
      .join(', ') || t('clock.quiet');
  return (
    <Popover position="bottom-start" width={380}>
      <Popover.Target>
        <UnstyledButton className={classes.happened}>{say(days)} ▾</UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <dl className={classes.days}>
          {days.map((day) => (
            <div key={day.on}>
              <dt>{format.shortDate(day.on)}</dt>
              <dd>{say([day])}</dd>
            </div>
          ))}
        </dl>
      </Popover.Dropdown>
    </Popover>
  );
}
