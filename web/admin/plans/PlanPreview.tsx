import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { Callout } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { bodyOf, type PlanWish } from './planForm.ts';

/** What somebody who joins the plan today pays, in one sentence, while the form is filled in. */
export function PlanPreview({ wish }: { wish: PlanWish }) {
  const { t } = useTranslation('plans');
  const { org, path, organization } = useOrganization();
  const isPriced = wish.kind === 'free' || wish.prices.some((price) => price.amount !== null);
  const body = isPriced ? { ...bodyOf(wish, undefined, organization.currency), name: '?' } : null;
  const [asked] = useDebouncedValue(body ? JSON.stringify(body) : null, 300);
  const preview = useQuery({
    queryKey: ['org', org, 'plan-preview', asked],
    queryFn: ({ signal }) =>
      api.post<{ sentence: string }>(`${path}/plans/preview`, {
        body: JSON.parse(asked ?? '{}'),
        signal,
      }),
    enabled: asked !== null,
    placeholderData: keepPreviousData,
    retry: false,
  });
  // What can't be joined yet is said when the form is sent.
  if (!preview.data || preview.error || asked === null) return null;
  return (
    <Callout tone="info">
      <strong>{t('preview')}</strong> {preview.data.sentence}
    </Callout>
  );
}
