import { DatePickerInput } from '@mantine/dates';
import { getRouteApi } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Waiting } from '../../api/debits.ts';
import { api } from '../../api/http.ts';
import { addDays, ConfirmDialog, useForm, useFormat } from '../../ui/index.ts';
import { useAct } from '../record/acts/useAct.ts';

const route = getRouteApi('/o/$org/debits');

type Props = { waiting: Waiting; onClose: () => void };

/** A last look before a file is made: how many, how much, when, and who is told. */
export function MakeFileDialog({ waiting, onClose }: Props) {
  const { t } = useTranslation('debits');
  const format = useFormat();
  const navigate = route.useNavigate();
  const { count, total, earliest, creditor } = waiting;
  const act = useAct<string>({
    send: async (path, idempotencyKey, collect_on) => {
      const body = { collect_on };
      const made = await api.post<{ id: string }>(`${path}/debit-files`, { idempotencyKey, body });
      await navigate({ search: { open: made.id } });
    },
    done: t('make.done', { count }),
    onDone: onClose,
  });
  const form = useForm<{ collect_on: string }>({ collect_on: earliest }, act.error);
  const day = form.values.collect_on;
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('make.title')}
      confirm={t('make.confirm', { count, amount: format.money(total, 'EUR') })}
      pending={act.isPending}
      error={act.error}
      onConfirm={() => act.mutate(day)}
    >
      <p>
        {t('make.text', { count, amount: format.money(total, 'EUR'), creditor: creditor.name })}
      </p>
      <DatePickerInput
        label={t('make.day')}
        description={t('make.day_help', { date: format.fullDate(earliest) })}
        valueFormat="D MMMM YYYY"
        minDate={earliest}
        maxDate={addDays(format.today, 60)}
        excludeDate={(date) => [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())}
        value={day}
        error={form.errorOf('collect_on')}
        onChange={(date) => form.set('collect_on', date ?? earliest)}
      />
      <p className="soft">{t('make.told', { count })}</p>
    </ConfirmDialog>
  );
}
