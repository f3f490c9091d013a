import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { ConfirmDialog, useForm, useIntent } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import { PriceEffect, type PricePreview } from './PriceEffect.tsx';
import { bodyOf, PriceFields, type PriceWish } from './PriceFields.tsx';

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
  const form = useForm<PriceWish>(
    {
      price_id: first?.id ?? null,
      amount: null,
      scope: 'next_period',
      older_too: false,
      notice_days: 30,
      prorate: false,
    },
    change.error,
  );
  const body = bodyOf(form.values, plan);
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
