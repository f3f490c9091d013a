import { Button, UnstyledButton } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Receipt } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { useMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { Due } from '../types.ts';
import { HostedWays } from './HostedWays.tsx';
import { Outcome } from './Outcome.tsx';
import { TestCards } from './TestCards.tsx';
import { useAskNow, usePaying } from './usePaying.ts';

/** Pays one open invoice: what, how much, with which card; then what the bank said. */
export function PayPage() {
  const { t } = useTranslation('portal');
  const { invoice } = useParams({ strict: false }) as { invoice: string };
  const { overview } = usePortal();
  const say = useSay();
  const { pay, result } = usePaying();
  const due = overview.due.find(({ invoice_id }) => invoice_id === invoice);
  const isAsking = useAskNow(due?.in_progress || due?.confirming ? due.invoice_id : null);
  const shown = due ?? result?.due;
  if (!shown) return <NothingToPay />;
  const isDone = result !== null && result.outcome !== 'declined';
  const running = (due?.in_progress || isAsking) && !isDone && !pay.isPending;
  return (
    <Page title={t('pay.title', { amount: say.money(shown) })}>
      {result ? <Outcome result={result} /> : null}
      {running ? (
        <Outcome result={{ due: shown, outcome: 'processing', reason: null, confirmUrl: null }} />
      ) : null}
      {isDone || running ? (
        <BackHome />
      ) : (
        <PayForm
          key={result ? 'again' : 'first'}
          due={shown}
          paying={pay}
          refused={result !== null}
        />
      )}
    </Page>
  );
}

function NothingToPay() {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  return (
    <Page title={t('pay.closed')} lead={t('pay.closed_text')}>
      <Button component={Link} to={`/portal/${org}/invoices` as string} size="lg" fullWidth>
        {t('pay.to_invoices')}
      </Button>
    </Page>
  );
}

/** The way back to the start page after a result. */
export function BackHome() {
  const { t } = useTranslation('portal');
  const { org } = usePortal();
  return (
    <Button component={Link} to={`/portal/${org}` as string} size="lg" fullWidth>
      {t('home')}
    </Button>
  );
}

/** Where an account can be debited, the way to its mandate: what is late is debited with it. */
function MandateWay() {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  if (!overview.ways.some(({ entry }) => entry === 'form')) return null;
  return (
    <Button component={Link} to={`/portal/${org}/card` as string} size="lg" fullWidth>
      {t('mandate.way')}
    </Button>
  );
}

type FormProps = {
  due: Due;
  paying: ReturnType<typeof usePaying>['pay'];
  refused: boolean;
};

function PayForm({ due, paying, refused }: FormProps) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const means = useMeans();
  const known = overview.payment_method?.expired ? null : overview.payment_method;
  const [isOther, setIsOther] = useState(refused);
  const [number, setNumber] = useState('');
  const usesNew = isOther || !known;
  const amount = say.money(due);
  const hasTestCards = overview.ways.some(({ entry }) => entry === 'test_card');
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        paying.mutate({ due, card: usesNew ? number : null });
      }}
    >
      <Bill due={due} card={usesNew ? null : say.card(known)} />
      {usesNew ? <HostedWays /> : null}
      {usesNew && hasTestCards ? <TestCards value={number} onChange={setNumber} /> : null}
      {usesNew ? <MandateWay /> : null}
      <Failure error={paying.error} />
      {usesNew && !hasTestCards ? null : (
        <Button type="submit" size="lg" variant="filled" fullWidth loading={paying.isPending}>
          {usesNew ? t('pay.button_new', { amount }) : t('pay.button', { amount })}
        </Button>
      )}
      {known ? (
        <UnstyledButton className={classes.quiet} onClick={() => setIsOther(!isOther)}>
          {isOther ? t('pay.same_card', { card: say.card(known) }) : t(`pay.other.${means}`)}
        </UnstyledButton>
      ) : null}
    </form>
  );
}

function Bill({ due, card }: { due: Due; card: string | null }) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const lines = [
    {
      key: 'invoice',
      text: t('pay.invoice', { number: due.number }),
      note: t('pay.due', { date: say.date(due.due_on) }),
      minor: due.amount,
    },
    ...(card ? [{ key: 'card', text: t('pay.with'), value: card }] : []),
  ];
  return (
    <Receipt
      title={overview.organization.name}
      lines={lines}
      total={{ text: t('pay.total'), minor: due.amount }}
      currency={due.currency}
      foot={t('pay.foot')}
    />
  );
}
