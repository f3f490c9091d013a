import { Button, CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OverdueRow, OverdueStep } from '../../api/billing.ts';
import { Callout, DateText, Timeline, type Tone, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { CaseActs } from './CaseActs.tsx';
import classes from './Overdue.module.css';

type Props = { row: OverdueRow; onClose: () => void };

/** One case: what the bank said, what is planned, and what the team can do instead. */
export function CaseDrawer({ row, onClose }: Props) {
  const { t } = useTranslation('overdue');
  const { t: ui } = useTranslation('ui');
  const format = useFormat();
  const { org, can } = useOrganization();
  const amount = format.money(row.invoice.balance, row.invoice.currency);
  const date = format.fullDate(row.first_failed_on);
  const tone = { open: 'bad', recovered: 'good', lost: 'idle', closed: 'idle' } as const;
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <h2>{row.contact.name}</h2>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      <Callout
        tone={tone[row.state]}
        actions={row.state === 'open' && can('billing.write') ? <CaseActs row={row} /> : null}
      >
        <b>{t('refused', { amount, date })}</b>
        {row.reason_text ? ` (${row.reason_text}). ` : '. '}
        {row.state === 'open' ? (
          <>
            {t(row.access === 'open' ? 'told.open' : 'told.closed')} <Planned row={row} />
          </>
        ) : (
          t(row.state === 'closed' ? 'told.closed_case' : `told.${row.state}`)
        )}
      </Callout>
      <div className={`${shared.buttons} ${shared.below}`}>
        <Button component={Link} to={`/o/${org}/people/${row.contact.id}` as string}>
          {t('record')}
        </Button>
        <Button
          variant="subtle"
          component={Link}
          to={`/o/${org}/invoices` as string}
          search={{ open: row.invoice.id } as never}
        >
          {t('invoice', { number: row.invoice.number })}
        </Button>
      </div>
      <section className={classes.steps}>
        <h2>{t('steps.title')}</h2>
        <Steps row={row} />
      </section>
    </div>
  );
}

function Planned({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  if (row.paused) return <>{t('told.paused')}</>;
  if (!row.next_step) return <>{t(row.hard ? 'told.new_method' : 'told.no_more')}</>;
  return (
    <>
      {t(`told.${row.next_step.kind as 'retry'}`)}{' '}
      <DateText value={row.next_step.due_on} as="full" />.
    </>
  );
}

const tones: Record<string, Tone> = { paid: 'good', declined: 'bad', unknown: 'warn' };

function Steps({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const text = (step: OverdueStep) => {
    const outcome = step.outcome ?? (step.done_at ? 'done' : 'planned');
    return t(`steps.${step.kind as 'retry'}`, {
      outcome: t(`outcome.${outcome as 'paid'}`, { defaultValue: outcome }),
    });
  };
  const first = {
    key: 'first',
    at: row.first_failed_on,
    tone: 'bad' as const,
    text: t('steps.first'),
  };
  const steps = row.steps.map((step) => ({
    key: String(step.position),
    at: step.due_on,
    tone: step.done_at ? (tones[step.outcome ?? ''] ?? 'idle') : ('info' as const),
    text: text(step),
  }));
  return <Timeline label={t('steps.title')} entries={[first, ...steps]} />;
}
