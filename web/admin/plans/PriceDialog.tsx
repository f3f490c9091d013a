import { Checkbox, NumberInput, Radio, Select, Stack } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import {
  ConfirmDialog,
  MoneyInput,
  useForm,
  useFormat,
  useIntent,
  useInterval,
} from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { PriceEffect, type PricePreview } from './PriceEffect.tsx';

type Wish = {
  price_id: string | null;
  amount: number | null;
  scope: 'new_members' | 'next_period' | 'now';
  notice_days: number;
  prorate: boolean;
};

const scopes = ['new_members', 'next_period', 'now'] as const;

type Props = { plan: PlanDetail; onClose: () => void; onStarted: (workId: string) => void };

/** Another amount for a price: for whom, from when, with its effect before it is done. */
export function PriceDialog({ plan, onClose, onStarted }: Props) {
  const { t } = useTranslation('plans');
  const { org, path } = useOrganization();
  const intent = useIntent();
  const address = `${path}/plans/${plan.id}/price-changes`;
  const change = useMutation({
    mutationFn: (body: object) =>
      api.post<{ work_id: string | null }>(address, { idempotencyKey: intent.key, body }),
    onError: () => intent.renew(),
    onSuccess: async ({ work_id }) => {
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      if (work_id) onStarted(work_id);
      onClose();
    },
  });
  const first = plan.prices.find(({ archived_at }) => !archived_at) ?? null;
  const form = useForm<Wish>(
    {
      price_id: first?.id ?? null,
      amount: null,
      scope: 'next_period',
      notice_days: 30,
      prorate: false,
    },
    change.error,
  );
  const body = bodyOf(form.values);
  const preview = useQuery({
    queryKey: ['org', org, 'price-preview', plan.id, body],
    queryFn: ({ signal }) => api.post<PricePreview>(`${address}/preview`, { body, signal }),
    enabled: body !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('price_change.title', { name: plan.name })}
      confirm={t(`price_change.confirm.${form.values.scope}`, {
        count: preview.data?.touched ?? 0,
      })}
      disabled={!body || preview.isError || preview.isPlaceholderData}
      pending={change.isPending}
      error={change.error}
      onConfirm={() => {
        if (body) change.mutate(body);
      }}
    >
      <PriceFields plan={plan} form={form} />
      {body ? <PriceEffect preview={preview} scope={form.values.scope} /> : null}
    </ConfirmDialog>
  );
}

function bodyOf({ price_id, amount, scope, notice_days, prorate }: Wish): object | null {
  if (!price_id || amount === null) return null;
  return {
    ...{ price_id, amount, scope },
    ...(scope === 'next_period' ? { notice_days } : {}),
    ...(scope === 'now' ? { prorate } : {}),
  };
}

type FieldsProps = { plan: PlanDetail; form: ReturnType<typeof useForm<Wish>> };

function PriceFields({ plan, form }: FieldsProps) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const interval = useInterval();
  const { values } = form;
  const sold = plan.prices.filter(({ archived_at }) => !archived_at);
  const price = sold.find(({ id }) => id === values.price_id);
  return (
    <>
      <Select
        label={t('price_change.price')}
        allowDeselect={false}
        value={values.price_id}
        data={sold.map((each) => ({
          value: each.id,
          label: `${format.money(each.amount, each.currency)} / ${interval({ unit: each.interval_unit, count: each.interval_count })}`,
        }))}
        onChange={(id) => form.set('price_id', id)}
        error={form.errorOf('price_id')}
      />
      <MoneyInput
        data-autofocus
        label={t('price_change.amount')}
        currency={price?.currency}
        minor={values.amount}
        onMinor={(amount) => form.set('amount', amount)}
        error={form.errorOf('amount')}
      />
      <Radio.Group
        label={t('price_change.who')}
        value={values.scope}
        onChange={(scope) => form.set('scope', scopes.find((each) => each === scope) ?? 'now')}
      >
        <Stack gap={8} pt={6}>
          {scopes.map((scope) => (
            <Radio key={scope} value={scope} label={t(`price_change.scope.${scope}`)} />
          ))}
        </Stack>
      </Radio.Group>
      {values.scope === 'next_period' ? (
        <NumberInput
          label={t('price_change.notice')}
          min={0}
          max={366}
          value={values.notice_days}
          onChange={(days) => form.set('notice_days', Math.max(0, Number(days) || 0))}
        />
      ) : null}
      {values.scope === 'now' ? (
        <Checkbox
          label={t('price_change.prorate')}
          checked={values.prorate}
          onChange={(event) => form.set('prorate', event.currentTarget.checked)}
        />
      ) : null}
    </>
  );
}
