import { Checkbox, NumberInput, Radio, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../ui/index.ts';
import type { ActKind } from './CaseActDialog.tsx';

export type ActValues = {
  to: string;
  days: number;
  access: 'as_is' | 'open';
  how: 'paid' | 'void' | 'uncollectible';
  reason: string;
};

type Props = { kind: ActKind; values: ActValues; onChange: (values: ActValues) => void };

/** What an act needs to know; retrying, suspending and going on need nothing. */
export function ActFields({ kind, values, onChange }: Props) {
  const { t } = useTranslation('overdue');
  const format = useFormat();
  const set = (change: Partial<ActValues>) => onChange({ ...values, ...change });
  if (kind !== 'move' && kind !== 'extend' && kind !== 'forgive') return null;
  return (
    <>
      {kind === 'move' ? (
        <TextInput
          data-autofocus
          type="date"
          label={t('field.to')}
          min={format.today}
          value={values.to}
          onChange={(event) => event.currentTarget.value && set({ to: event.currentTarget.value })}
        />
      ) : null}
      {kind === 'extend' ? (
        <>
          <NumberInput
            data-autofocus
            label={t('field.days')}
            min={1}
            max={120}
            clampBehavior="strict"
            value={values.days}
            onChange={(days) => Number(days) >= 1 && set({ days: Number(days) })}
          />
          <Checkbox
            label={t('field.access')}
            checked={values.access === 'open'}
            onChange={(event) => set({ access: event.currentTarget.checked ? 'open' : 'as_is' })}
          />
        </>
      ) : null}
      {kind === 'forgive' ? (
        <Radio.Group
          label={t('forgive.how')}
          value={values.how}
          onChange={(how) => set({ how: how as ActValues['how'] })}
        >
          <Stack gap={10} pt={6}>
            {(['paid', 'void', 'uncollectible'] as const).map((how) => (
              <Radio
                key={how}
                value={how}
                label={t(`forgive.${how}`)}
                description={t(`forgive.${how}_help`)}
              />
            ))}
          </Stack>
        </Radio.Group>
      ) : null}
      <TextInput
        label={t('field.reason')}
        description={t('field.reason_help')}
        value={values.reason}
        onChange={(event) => set({ reason: event.currentTarget.value })}
      />
    </>
  );
}
