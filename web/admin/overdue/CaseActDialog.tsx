import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CaseAct, OverdueRow } from '../../api/overdue.ts';
import { addDays, ConfirmDialog, useFormat } from '../../ui/index.ts';
import { ActFields, type ActValues } from './ActFields.tsx';
import { ActPreview } from './ActPreview.tsx';
import { useActing, useActingPreview } from './useActing.ts';

export type ActKind = CaseAct['kind'];

type Props = { kind: ActKind; rows: OverdueRow[]; onClose: () => void; onDone?: () => void };

/** A last look before an act on cases: the dates before and after it, then one button. */
export function CaseActDialog({ kind, rows, onClose, onDone }: Props) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const [values, setValues] = useState<ActValues>(() => usual(rows, format.today));
  const act = actOf(kind, values);
  const ids = rows.map(({ id }) => id);
  const preview = useActingPreview(ids, act);
  const able = (preview.data?.items ?? []).filter(({ refusal }) => refusal === null);
  const acting = useActing({
    rows,
    onDone: () => {
      onDone?.();
      onClose();
    },
  });
  const [only] = rows;
  const isOne = rows.length === 1 && only !== undefined;
  const name = isOne ? only.contact.name : t('cases', { count: rows.length });
  const amount = isOne ? format.money(only.invoice.balance, only.invoice.currency) : '';
  const confirm = isOne
    ? t(`act.${kind}.one`, { amount, name })
    : t(`act.${kind}.many`, { count: able.length, number: format.number(able.length) });
  return (
    <ConfirmDialog
      opened
      tone={kind === 'forgive' ? 'bad' : 'go'}
      onClose={onClose}
      title={t(`act.${kind}.title`, { name })}
      confirm={confirm}
      disabled={able.length === 0}
      pending={acting.isPending}
      error={acting.error ?? preview.error}
      onConfirm={() => acting.mutate(act)}
    >
      <p>{t(`act.${kind}.text`)}</p>
      <ActFields kind={kind} values={values} onChange={setValues} />
      <ActPreview kind={kind} items={preview.data?.items} />
    </ConfirmDialog>
  );
}

function usual(rows: OverdueRow[], today: string): ActValues {
  const planned = rows[0]?.next_step?.due_on;
  const to = planned && planned > today ? planned : addDays(today, 1);
  return { to, days: 7, access: 'as_is', how: 'paid', reason: '' };
}

function actOf(kind: ActKind, values: ActValues): CaseAct {
  const { to, days, access, how, reason } = values;
  if (kind === 'move') return { kind, to, reason };
  if (kind === 'extend') return { kind, days, access, reason };
  if (kind === 'forgive') return { kind, how, reason };
  return { kind };
}
