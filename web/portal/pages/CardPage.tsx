import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Callout, toast } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import { Page } from '../frame/Page.tsx';
import classes from '../frame/parts.module.css';
import { offeredMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { refresh } from '../queries.ts';
import { useSay } from '../say.ts';
import type { Charged, Due } from '../types.ts';
import { HostedWays, useHostedReturn } from './HostedWays.tsx';
import { MandateForm } from './MandateForm.tsx';
import { Outcome } from './Outcome.tsx';
import { BackHome } from './PayPage.tsx';
import { TestCards } from './TestCards.tsx';
import { type Result, useAnswer } from './usePaying.ts';
import { useWayBack } from './wayBack.ts';

/** Gives a new card. What is overdue is charged to it at once, and what came of it is said. */
export function CardPage() {
  const { t } = useTranslation('portal');
  const { org, path, overview } = usePortal();
  const say = useSay();
  const { results, show } = useResults();
  const save = useMutation({
    mutationFn: async (number: string): Promise<Result[]> => {
      const body = { test_card: number };
      const { charged } = await api.put<{ charged: Charged[] }>(`${path}/payment-method`, { body });
      return resultsOf(charged, overview.due);
    },
    onSuccess: show,
    onSettled: () => refresh(org),
  });
  const back = useHostedReturn((charged) => show(resultsOf(charged, overview.due)));
  const card = overview.payment_method;
  const hasCards =
    overview.ways.some(({ entry }) => entry !== 'form') || overview.ways.length === 0;
  const hasMandate = overview.ways.some(({ entry }) => entry === 'form');
  const isRefused = results?.some(({ outcome }) => outcome === 'declined') ?? false;
  const offered = offeredMeans(overview.ways);
  const lead = card ? t('card.current', { card: say.card(card) }) : t(`card.none.${offered}`);
  return (
    <Page title={t(`card.title.${offered}`)} lead={lead}>
      {results ? <Results results={results} /> : null}
      {back.isPending ? <p role="status">{t('card.hosted_back')}</p> : null}
      <Failure error={back.error} />
      {results && !isRefused ? (
        <AfterSaving />
      ) : (
        <>
          {hasCards ? (
            <CardForm saving={save.isPending} error={save.error} onSave={save.mutate} />
          ) : null}
          {hasMandate ? (
            <MandateForm onDone={(charged) => show(resultsOf(charged, overview.due))} />
          ) : null}
        </>
      )}
    </Page>
  );
}

/** What came of saving; where nothing was charged, who came from elsewhere goes back there. */
function useResults() {
  const { t } = useTranslation('portal');
  const router = useRouter();
  const { href } = useWayBack();
  const [results, setResults] = useState<Result[] | null>(null);
  const show = (made: Result[]) => {
    if (!href || made.length > 0) return setResults(made);
    toast({ message: t('card.kept') });
    router.history.push(href);
  };
  return { results, show };
}

function resultsOf(charged: Charged[], due: Due[]): Result[] {
  return charged.flatMap(({ invoice_id, outcome, reason_text, confirm_url }) => {
    const paid = due.find((each) => each.invoice_id === invoice_id);
    return paid ? [{ due: paid, outcome, reason: reason_text, confirmUrl: confirm_url }] : [];
  });
}

function Results({ results }: { results: Result[] }) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const card = overview.payment_method;
  if (results.length > 0) {
    return results.map((each) => <Followed key={each.due.invoice_id} asked={each} />);
  }
  const what = card?.kind === 'sepa_debit' ? 'mandate' : 'card';
  return card ? (
    <div role="status">
      <Callout tone="good">
        <strong>{t(`${what}.saved`, { card: say.card(card) })}</strong>
        <p>{t(`${what}.saved_text`)}</p>
      </Callout>
    </div>
  ) : null;
}

function Followed({ asked }: { asked: Result }) {
  const result = useAnswer(asked);
  return result ? <Outcome result={result} /> : null;
}

function AfterSaving() {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const say = useSay();
  const open = overview.due.find(({ in_progress }) => !in_progress);
  const { href } = useWayBack();
  return (
    <div className={classes.actions}>
      {open ? (
        <Button
          component={Link}
          to={`/portal/${org}/pay/${open.invoice_id}` as string}
          size="lg"
          variant="filled"
          fullWidth
        >
          {t('card.pay_open', { amount: say.money(open) })}
        </Button>
      ) : null}
      {href ? (
        <Button component={Link} to={href as string} size="lg" fullWidth>
          {t('card.go_on')}
        </Button>
      ) : null}
      <BackHome />
    </div>
  );
}

type FormProps = { saving: boolean; error: unknown; onSave: (number: string) => void };

function CardForm({ saving, error, onSave }: FormProps) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const say = useSay();
  const [number, setNumber] = useState('');
  const late = overview.due.filter(({ overdue, in_progress }) => overdue && !in_progress);
  const [first] = late;
  // Amounts in two currencies have no sum; then the sentence without a number stands.
  const isOneCurrency = first && late.every(({ currency }) => currency === first.currency);
  const sum = late.reduce((total, { amount }) => total + amount, 0);
  const amount = isOneCurrency ? say.money({ amount: sum, currency: first.currency }) : null;
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(number);
      }}
    >
      <p className="soft">{amount ? t('card.what_due', { amount }) : t('card.what')}</p>
      <HostedWays />
      {overview.ways.some(({ entry }) => entry === 'test_card') ? (
        <>
          <TestCards value={number} onChange={setNumber} />
          <Failure error={error} />
          <Button type="submit" size="lg" variant="filled" fullWidth loading={saving}>
            {amount ? t('card.save_pay', { amount }) : t('card.save')}
          </Button>
        </>
      ) : null}
    </form>
  );
}
