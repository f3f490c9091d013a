import { Checkbox, NumberInput, TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RenewalRules } from '../../api/settings.ts';
import { useForm } from '../../ui/index.ts';
import shared from '../shared/Page.module.css';
import { DaysField } from './DaysField.tsx';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type Fields = { renewals: RenewalRules };

/** Reminders of notices, until when an answer counts, and what is said when somebody leaves. */
export function RenewalsSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<Fields>({ renewals: full.settings.renewals }, save.error);
  const { renewals } = form.values;
  const set = (change: Partial<RenewalRules>) => form.set('renewals', { ...renewals, ...change });
  const error = (path: string) => form.errorOf(`settings.renewals.${path}`);
  return (
    <>
      <h2>{t('section.renewals')}</h2>
      <p className={classes.lead}>{t('renewals.text')}</p>
      <SettingsForm
        onSave={() => save.mutate({ settings: { renewals } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <Checkbox
          label={t('renewals.remind')}
          description={t('renewals.remind_help')}
          checked={renewals.remind}
          onChange={(event) => set({ remind: event.currentTarget.checked })}
        />
        <div className={shared.pair}>
          <DaysField
            label={t('renewals.reminder_days')}
            help={t('renewals.reminder_days_help')}
            days={renewals.reminder_days}
            error={error('reminder_days')}
            onChange={(reminder_days) => set({ reminder_days })}
          />
          <NumberInput
            label={t('renewals.lapse_days')}
            description={t('renewals.lapse_days_help')}
            min={1}
            max={1095}
            value={renewals.lapse_days}
            error={error('lapse_days')}
            onChange={(value) => set({ lapse_days: Number(value) || 1 })}
          />
        </div>
        <Checkbox
          label={t('renewals.members_refuse')}
          description={t('renewals.members_refuse_help')}
          checked={renewals.members_refuse}
          onChange={(event) => set({ members_refuse: event.currentTarget.checked })}
        />
        <TagsInput
          label={t('renewals.reasons')}
          description={t('renewals.reasons_help')}
          splitChars={[]}
          maxTags={30}
          value={renewals.refusal_reasons}
          error={error('refusal_reasons')}
          onChange={(refusal_reasons) => set({ refusal_reasons })}
        />
      </SettingsForm>
    </>
  );
}
