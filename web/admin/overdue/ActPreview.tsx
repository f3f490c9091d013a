import { useTranslation } from 'react-i18next';
import type { CasePreview } from '../../api/overdue.ts';
import { Receipt, useFormat } from '../../ui/index.ts';
import type { ActKind } from './CaseActDialog.tsx';

const shown = 6;

type Props = { kind: ActKind; items: CasePreview[] | undefined };

/** Who, how much, and which dates change; what is left out, and why. */
export function ActPreview({ kind, items }: Props) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const change = useChange(kind);
  if (!items) return <p className="muted">{t('preview.loading')}</p>;
  const able = items.filter(({ refusal }) => refusal === null);
  const left = Map.groupBy(
    items.filter(({ refusal }) => refusal !== null),
    ({ refusal }) => refusal ?? '',
  );
  const more = able.length - shown;
  return (
    <>
      {able.length > 0 ? (
        <Receipt
          title={t('preview.title')}
          lines={able.slice(0, shown).map((item) => ({
            key: item.id,
            text: item.contact?.name ?? item.invoice_number,
            note: change(item),
            value: item.currency ? format.money(item.amount, item.currency) : null,
          }))}
          foot={[more > 0 ? t('preview.more', { count: more }) : '', t(`act.${kind}.foot`)]
            .filter(Boolean)
            .join(' ')}
        />
      ) : null}
      {[...left].map(([refusal, own]) => (
        <p key={refusal} className="soft">
          {items.length === 1 ? null : <b>{t('preview.left_out', { count: own.length })} </b>}
          {refusal}
        </p>
      ))}
    </>
  );
}

/** The dates of one case, where they change. */
function useChange(kind: ActKind) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const day = (date: string | null) => (date ? format.dayAndDate(date) : t('preview.none'));
  return ({ before, after, invoice_number: number }: CasePreview): string => {
    if (!before || !after) return '';
    if (kind === 'forgive') return t('preview.closes');
    if (kind === 'write') return t('preview.written', { number });
    const parts = [
      before.next_on !== after.next_on
        ? t('preview.next_moves', { from: day(before.next_on), to: day(after.next_on) })
        : t('preview.next', { date: day(after.next_on) }),
      before.ends_on !== after.ends_on
        ? t('preview.end_moves', { from: day(before.ends_on), to: day(after.ends_on) })
        : t('preview.end', { date: day(after.ends_on) }),
      before.access !== after.access ? t('preview.opens') : '',
    ];
    return parts.filter(Boolean).join(' · ');
  };
}
