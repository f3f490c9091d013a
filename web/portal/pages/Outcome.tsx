import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Callout } from '../../ui/index.ts';
import { useMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import type { Result } from './usePaying.ts';

/** What the bank said about a payment, what it means, and what to do. */
export function Outcome({ result }: { result: Result }) {
  return (
    <div role="status">
      {result.outcome === 'succeeded' ? <Paid result={result} /> : null}
      {result.outcome === 'declined' ? <Declined result={result} /> : null}
      {['processing', 'unknown', 'requires_action'].includes(result.outcome) ? (
        <Waiting result={result} />
      ) : null}
    </div>
  );
}

function Paid({ result }: { result: Result }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { overview } = usePortal();
  const isOpen = overview.me.access === 'open' && result.due.overdue;
  return (
    <Callout tone="good">
      <strong>{t('outcome.succeeded', { amount: say.money(result.due) })}</strong>
      <p>{isOpen ? t('outcome.succeeded_open') : t('outcome.succeeded_text')}</p>
    </Callout>
  );
}

function Declined({ result }: { result: Result }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const { overview } = usePortal();
  const means = useMeans();
  const now = overview.due.find(({ invoice_id }) => invoice_id === result.due.invoice_id);
  const [retry] = (now ?? result.due).retries;
  const amount = say.money(result.due);
  return (
    <Callout tone="bad">
      <strong>
        {result.reason
          ? t('outcome.declined_reason', { amount, reason: result.reason })
          : t('outcome.declined', { amount })}
      </strong>
      <p>
        {retry
          ? t(`outcome.declined_retry.${means}`, { date: say.weekday(retry) })
          : t(`outcome.declined_text.${means}`)}
      </p>
    </Callout>
  );
}

function Waiting({ result }: { result: Result }) {
  const { t } = useTranslation('portal');
  const say = useSay();
  const amount = say.money(result.due);
  const asks = result.outcome === 'requires_action';
  return (
    <Callout tone="info">
      <strong>
        {asks ? t('outcome.requires_action', { amount }) : t('outcome.waiting', { amount })}
      </strong>
      {asks && result.confirmUrl ? (
        <>
          <p>{t('outcome.confirm_text')}</p>
          <Button component="a" href={result.confirmUrl} size="lg" variant="filled">
            {t('outcome.confirm')}
          </Button>
        </>
      ) : (
        <p>{asks ? t('outcome.requires_action_text') : t('outcome.waiting_text')}</p>
      )}
    </Callout>
  );
}
