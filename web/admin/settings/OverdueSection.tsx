import { NumberInput, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FullOrganization } from '../../api/settings.ts';
import { useForm } from '../../ui/index.ts';
import { AccessPolicy } from '../plans/PlanRules.tsx';
import shared from '../shared/Page.module.css';
import { DaysField } from './DaysField.tsx';
import { GatewaySchedules } from './GatewaySchedules.tsx';
import { HourField } from './HourField.tsx';
import { OverdueDrawing } from './OverdueDrawing.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type Fields = Pick<FullOrganization['settings'], 'overdue'>;

/** What happens by itself when a payment fails, drawn as it would be for one that fails today. */
export function OverdueSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<Fields>({ overdue: full.settings.overdue }, save.error);
  const { overdue } = form.values;
  const set = (change: Partial<Fields['overdue']>) =>
    form.set('overdue', { ...overdue, ...change });
  const error = (path: string) => form.errorOf(`settings.overdue.${path}`);
  const days = (name: 'retry_offsets' | 'debit_offsets' | 'reminder_offsets') => ({
    days: overdue[name],
    error: error(name),
    onChange: (value: number[]) => set({ [name]: value }),
  });
  return (
    <>
      <h2>{t('section.overdue')}</h2>
      <p className={classes.lead}>{t('overdue.text')}</p>
      <SettingsForm
        onSave={() => save.mutate({ settings: { overdue } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <div className={shared.pair}>
          <DaysField
            label={t('payments.retries')}
            help={t('payments.retries_help')}
            {...days('retry_offsets')}
          />
          <DaysField
            label={t('overdue.debits')}
            help={t('overdue.debits_help')}
            {...days('debit_offsets')}
          />
          <DaysField
            label={t('payments.reminders')}
            help={t('payments.reminders_help')}
            {...days('reminder_offsets')}
          />
          <NumberInput
            label={t('overdue.announce')}
            description={t('overdue.announce_help')}
            min={0}
            max={7}
            value={overdue.announce_days}
            error={error('announce_days')}
            onChange={(value) => set({ announce_days: Number(value) || 0 })}
          />
        </div>
        <GatewaySchedules
          overdue={overdue}
          error={error}
          onChange={(by_gateway) => set({ by_gateway })}
        />
        <HourField hour={overdue.hour} onChange={(hour) => set({ hour })} />
        <AccessPolicy value={overdue.access} onChange={(access) => access && set({ access })} />
        <AfterLast value={overdue.after_last} onChange={(after_last) => set({ after_last })} />
        <OverdueDrawing overdue={overdue} />
      </SettingsForm>
    </>
  );
}

type After = Fields['overdue']['after_last'];

function AfterLast({ value, onChange }: { value: After; onChange: (value: After) => void }) {
  const { t } = useTranslation('settings');
  return (
    <Radio.Group
      label={t('payments.after_last')}
      value={value}
      onChange={(chosen) => onChange(chosen as After)}
    >
      <Stack gap={8} pt={4}>
        <Radio value="uncollectible" label={t('payments.uncollectible')} />
        <Radio value="void" label={t('payments.void')} />
      </Stack>
    </Radio.Group>
  );
}
