import { Button, CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { OverdueRow, OverdueStep } from '../../api/overdue.ts';
import { Callout, DateText, Timeline, type Tone, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { Facts } from '../shared/Facts.tsx';
import shared from '../shared/Page.module.css';
import type { ActKind } from './CaseActDialog.tsx';
import { CaseActs } from './CaseActs.tsx';
import classes from './Overdue.module.css';
import { standingOf } from './standing.ts';
import { useStepName } from './useStepName.ts';

type Props = { row: OverdueRow; onClose: () => void; onAct: (kind: ActKind) => void };

const tone = { open: 'bad', recovered: 'good', lost: 'idle', closed: 'idle' } as const;

/** One case: what the bank said, what is planned, and what the team can do instead. */
export function CaseDrawer({ row, onClose, onAct }: Props) {
  const { t } = useTranslation('overdue');
  const { t: ui } = useTranslation('ui');
  const { org, can } = useOrganization();
  const mayAct = row.state === 'open' && can('billing.write');
  return (
    <div className={shared.drawerBody}>
      <div className={shared.drawerHead}>
        <h2>{row.contact.name}</h2>
        <CloseButton aria-label={ui('close')} onClick={onClose} />
      </div>
      <Callout
        tone={tone[row.state]}
        actions={mayAct ? <CaseActs row={row} onAct={onAct} /> : null}
      >
        <Told row={row} />
      </Callout>
      <CaseFacts row={row} />
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
        {row.dispute_id ? (
          <Button
            variant="subtle"
            component={Link}
            to={`/o/${org}/disputes` as string}
            search={{ open: row.dispute_id } as never}
          >
            {t('dispute')}
          </Button>
        ) : null}
      </div>
      <section className={classes.steps}>
        <h2>{t('steps.title')}</h2>
        <Steps row={row} />
      </section>
    </div>
  );
}

/** What happened, what it means, what comes. */
function Told({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const stepName = useStepName();
  const amount = format.money(row.amount, row.invoice.currency);
  const date = format.fullDate(row.first_failed_on);
  return (
    <>
      <b>{t(row.mode === 'invoice' ? 'unpaid' : 'refused', { amount, date })}</b>
      {row.reason_text ? ` (${row.reason_text}). ` : '. '}
      {row.state === 'open' ? (
        <>
          {t(row.access === 'open' ? 'told.open' : 'told.closed')} <Planned row={row} />
        </>
      ) : row.state === 'recovered' && row.via ? (
        t('told.recovered_by', { step: stepName(row.via) })
      ) : (
        t(pastOf(row))
      )}
    </>
  );
}

function Planned({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const standing = standingOf(row);
  if (standing) return <>{t(`told.${standing}`)}</>;
  if (!row.next_step) return <>{t('told.no_more')}</>;
  return (
    <>
      {t(`told.${row.next_step.kind as 'retry'}`)}{' '}
      <DateText value={row.next_step.due_on} as="full" />.
    </>
  );
}

function CaseFacts({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const facts = [
    [t('fact.plan'), row.plan_name],
    [t('fact.mode'), t(`mode.${row.mode}`)],
    [t('fact.refusals'), row.refusals > 0 ? String(row.refusals) : null],
    [t('fact.ends'), row.ends_on ? <DateText key="ends" value={row.ends_on} as="full" /> : null],
    [t('fact.payer'), row.payer.id === row.contact.id ? null : row.payer.name],
    [t('fact.email'), row.payer.email ?? t('no_email')],
  ] as const;
  return <Facts facts={facts} />;
}

const tones: Record<string, Tone> = { paid: 'good', declined: 'bad', unknown: 'warn' };

function Steps({ row }: { row: OverdueRow }) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const outcomeOf = (step: OverdueStep) =>
    step.outcome ?? (step.done_at ? 'done' : row.state === 'open' ? 'planned' : 'cancelled');
  const detail = (step: OverdueStep) => {
    if (step.planned_on === null) return t('steps.added');
    if (step.planned_on === step.due_on) return null;
    return t('steps.moved', { date: format.shortDate(step.planned_on) });
  };
  const first = {
    key: 'first',
    at: row.first_failed_on,
    tone: 'bad' as const,
    text: t(row.mode === 'invoice' ? 'steps.due' : 'steps.first'),
  };
  // What a gateway tries by itself has days that only it knows.
  const own = row.steps.filter((step) => {
    return !row.gateway_retries || step.kind !== 'retry' || step.done_at !== null;
  });
  const steps = own.map((step) => ({
    key: String(step.position),
    at: step.due_on,
    tone: step.done_at ? (tones[step.outcome ?? ''] ?? 'idle') : ('info' as const),
    text: t(`steps.${step.kind as 'retry'}`, {
      outcome: t(`outcome.${outcomeOf(step) as 'paid'}`),
    }),
    detail: detail(step),
  }));
  return <Timeline label={t('steps.title')} entries={[first, ...steps]} />;
}

function pastOf({ state, set_aside }: OverdueRow) {
  if (state !== 'closed') return `told.${state}` as const;
  return set_aside ? 'told.set_aside' : 'told.closed_case';
}
