import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { CaseAct, CaseOutcome, CasePreview, OverdueRow } from '../../api/overdue.ts';
import { toast, useFormat, useIntent } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';

/** What an act would do, asked of the server as the form stands. */
export function useActingPreview(ids: string[], act: CaseAct) {
  const { org, path } = useOrganization();
  return useQuery({
    queryKey: ['org', org, 'overdue-preview', ids, act],
    queryFn: ({ signal }) =>
      api.post<{ items: CasePreview[] }>(`${path}/overdue-cases/preview`, {
        body: { ids, act },
        signal,
      }),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

/** Does it once, refreshes everything, and says what came of it. */
export function useActing({ rows, onDone }: { rows: OverdueRow[]; onDone: () => void }) {
  const { org, path } = useOrganization();
  const intent = useIntent();
  const say = useSaying(rows);
  return useMutation({
    mutationFn: (act: CaseAct) =>
      api.post<{ items: CaseOutcome[] }>(`${path}/overdue-cases/acts`, {
        idempotencyKey: intent.key,
        body: { ids: rows.map(({ id }) => id), act },
      }),
    onError: () => intent.renew(),
    onSuccess: async ({ items }, act) => {
      intent.renew();
      onDone();
      await queryClient.invalidateQueries({ queryKey: ['org', org] });
      toast(say(act, items));
    },
  });
}

/** The sentence of the toast: by name for one case, by numbers for many. */
function useSaying(rows: OverdueRow[]) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const one = (act: CaseAct, { outcome, reason_text, refusal }: CaseOutcome, row: OverdueRow) => {
    const { name } = row.contact;
    const amount = format.money(row.invoice.balance, row.invoice.currency);
    if (outcome === 'refused') return { message: refusal ?? '', tone: 'bad' as const };
    if (outcome === 'declined') {
      const reason = reason_text ?? t('retry.no_reason');
      return { message: t('retry.declined', { name, reason }), tone: 'bad' as const };
    }
    if (outcome === 'paid') return { message: t('retry.paid', { name }) };
    if (outcome === 'waiting') return { message: t('retry.sent', { name }) };
    return { message: t(`act.${act.kind}.done`, { name, amount }) };
  };
  return (act: CaseAct, items: CaseOutcome[]) => {
    const [item] = items;
    const [row] = rows;
    if (items.length === 1 && item && row) return one(act, item, row);
    const counts = Map.groupBy(items, ({ outcome }) => outcome);
    const parts = (['done', 'paid', 'declined', 'waiting', 'refused'] as const).flatMap((name) => {
      const count = counts.get(name)?.length ?? 0;
      return count > 0 ? [t(`many.${name}`, { count, number: format.number(count) })] : [];
    });
    return { message: parts.join(' · ') };
  };
}
