import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState, type QueryHint, QueryInput, Totals, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryKeysQuery, totalsQuery } from './queries.ts';
import { valuesIn } from './queryEdit.ts';
import type { useQueryText } from './useQueryText.ts';

/** The search box: the query itself, with completion in the reader's words. */
export function SearchBox({ query }: { query: ReturnType<typeof useQueryText> }) {
  const { t } = useTranslation('people');
  return (
    <QueryInput
      value={query.text}
      onChange={query.type}
      onSubmit={query.submit}
      hints={useHints()}
      placeholder={t('search')}
      problem={query.problem}
    />
  );
}

function useHints(): QueryHint[] {
  const { i18n } = useTranslation();
  const { org } = useOrganization();
  const { data } = useQuery(queryKeysQuery(org, i18n.language));
  return useMemo(
    () =>
      (data ?? []).map((key) => ({
        word: key.key,
        label: key.label,
        values: key.values.map((value) => ({ word: valuesIn(value)[0] ?? value, label: value })),
      })),
    [data],
  );
}

/** People, paying, per month, since the beginning, for the query. */
export function PeopleFigures({ q }: { q: string }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { org } = useOrganization();
  const { data, isPlaceholderData } = useQuery(totalsQuery(org, q));
  const sums = (sums: { currency: string; amount: number }[] | undefined) =>
    sums && sums.length > 0
      ? sums.map(({ amount, currency }) => format.money(amount, currency)).join(' + ')
      : format.money(0);
  return (
    <Totals
      loading={!data || isPlaceholderData}
      items={[
        {
          key: 'people',
          value: format.number(data?.people ?? 0),
          label: t('totals.people', { count: data?.people ?? 0 }),
        },
        {
          key: 'paying',
          value: format.number(data?.paying ?? 0),
          label: t('totals.paying', { count: data?.paying ?? 0 }),
        },
        { key: 'mrr', value: sums(data?.mrr), label: t('totals.mrr') },
        { key: 'lifetime', value: sums(data?.lifetime), label: t('totals.lifetime') },
      ]}
    />
  );
}

type NobodyProps = { q: string; onAdd: () => void; onClear: () => void };

/** Nobody: either nobody yet, or nobody who matches. */
export function NobodyHere({ q, onAdd, onClear }: NobodyProps) {
  const { t } = useTranslation('people');
  if (q) {
    return (
      <EmptyState
        title={t('empty.filtered')}
        actions={<Button onClick={onClear}>{t('filter.clear')}</Button>}
      >
        {t('empty.filtered_text')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('empty.title')}
      actions={
        <Button variant="filled" onClick={onAdd}>
          {t('add.menu')}
        </Button>
      }
    >
      {t('empty.text')}
    </EmptyState>
  );
}
