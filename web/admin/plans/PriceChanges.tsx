import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { Callout, ConfirmDialog, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { BulkProgress } from '../people/bulk/BulkProgress.tsx';
import { useAct } from '../record/acts/useAct.ts';
import { PriceDialog } from './PriceDialog.tsx';

type PriceChange = {
  id: string;
  scope: string;
  /** Null where only people on older prices change, each from their own. */
  amount_before: number | null;
  amount: number;
  currency: string;
  waiting: number;
  first_on: string | null;
  undone_at: string | null;
};

/** Changes of price that still wait, and the way to a new one. */
export function PriceChanges({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plans');
  const [isChanging, setChanging] = useState(false);
  const [workId, setWorkId] = useState<string | null>(null);
  return (
    <>
      <WaitingPrices plan={plan} />
      <Button onClick={() => setChanging(true)}>{t('price_change.act')}</Button>
      {isChanging ? (
        <PriceDialog plan={plan} onClose={() => setChanging(false)} onStarted={setWorkId} />
      ) : null}
      {workId ? <BulkProgress workId={workId} onClose={() => setWorkId(null)} /> : null}
    </>
  );
}

/** Changes of price that were announced and still wait, each to be taken back. */
export function WaitingPrices({ plan }: { plan: PlanDetail }) {
  const { org, path } = useOrganization();
  const { data } = useQuery({
    queryKey: ['org', org, 'price-changes', plan.id],
    queryFn: ({ signal }) =>
      api.get<{ items: PriceChange[] }>(`${path}/plans/${plan.id}/price-changes`, { signal }),
  });
  const waiting = (data?.items ?? []).filter((each) => each.waiting > 0 && !each.undone_at);
  return (
    <>
      {waiting.map((each) => (
        <Waiting key={each.id} change={each} />
      ))}
    </>
  );
}

function Waiting({ change }: { change: PriceChange }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const [isUndoing, setUndoing] = useState(false);
  const { waiting: count, currency, amount_before: before } = change;
  const undo = useAct({
    send: (path, idempotencyKey) =>
      api.delete(`${path}/price-changes/${change.id}`, { idempotencyKey }),
    done: t('price_change.undone', { count }),
    onDone: () => setUndoing(false),
  });
  const sentence = t(before === null ? 'price_change.waiting_older' : 'price_change.waiting', {
    count,
    number: format.number(count),
    before: before === null ? '' : format.money(before, currency),
    after: format.money(change.amount, currency),
    date: change.first_on ? format.fullDate(change.first_on) : '',
  });
  return (
    <Callout
      tone="info"
      actions={<Button onClick={() => setUndoing(true)}>{t('price_change.undo')}</Button>}
    >
      {sentence}
      <ConfirmDialog
        opened={isUndoing}
        onClose={() => setUndoing(false)}
        title={t('price_change.undo')}
        confirm={t('price_change.undo_confirm', { count, number: format.number(count) })}
        pending={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate()}
      >
        <p>{t(before === null ? 'price_change.undo_text_older' : 'price_change.undo_text')}</p>
      </ConfirmDialog>
    </Callout>
  );
}
