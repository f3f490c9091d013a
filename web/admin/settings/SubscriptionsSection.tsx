import { Checkbox, NumberInput, Radio, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SubscriptionRules } from '../../api/settings.ts';
import { useForm } from '../../ui/index.ts';
import classes from './Settings.module.css';
import { SettingsForm } from './SettingsForm.tsx';
import { useSettings } from './useSettings.ts';

type FormProps = { form: ReturnType<typeof useForm<SubscriptionRules>> };

/** What members do by themselves, what a pause gives back, what a declined upgrade means. */
export function SubscriptionsSection() {
  const { t } = useTranslation('settings');
  const { full, save, mayWrite } = useSettings();
  const form = useForm<SubscriptionRules>(full.settings.subscriptions, save.error);
  return (
    <>
      <h2>{t('section.subscriptions')}</h2>
      <p className={classes.lead}>{t('subscriptions.text')}</p>
      <SettingsForm
        onSave={() => save.mutate({ settings: { subscriptions: form.values } })}
        pending={save.isPending}
        error={save.error}
        mayWrite={mayWrite}
      >
        <MembersMay form={form} />
        <PauseFields form={form} />
        <Radio.Group
          label={t('subscriptions.upgrade')}
          value={form.values.upgrade_declined}
          onChange={(value) =>
            form.set(
              'upgrade_declined',
              value === 'activate_and_chase' ? 'activate_and_chase' : 'keep_old_plan',
            )
          }
        >
          <Stack gap={6} pt={4}>
            <Radio value="keep_old_plan" label={t('subscriptions.keep_old_plan')} />
            <Radio value="activate_and_chase" label={t('subscriptions.activate_and_chase')} />
          </Stack>
        </Radio.Group>
      </SettingsForm>
    </>
  );
}

function MembersMay({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const may = form.values.members_may;
  return (
    <Checkbox.Group
      label={t('subscriptions.members_may')}
      value={(['join', 'change', 'pause', 'cancel', 'reactivate'] as const).filter(
        (act) => may[act],
      )}
      onChange={(acts) =>
        form.set('members_may', {
          change: acts.includes('change'),
          pause: acts.includes('pause'),
          cancel: acts.includes('cancel'),
          reactivate: acts.includes('reactivate'),
          join: acts.includes('join'),
        })
      }
    >
      <Stack gap={6} pt={4}>
        <Checkbox value="join" label={t('subscriptions.may_join')} />
        <Checkbox value="change" label={t('subscriptions.may_change')} />
        <Checkbox value="pause" label={t('subscriptions.may_pause')} />
        <Checkbox value="cancel" label={t('subscriptions.may_cancel')} />
        <Checkbox value="reactivate" label={t('subscriptions.may_reactivate')} />
      </Stack>
    </Checkbox.Group>
  );
}

function PauseFields({ form }: FormProps) {
  const { t } = useTranslation('settings');
  const { values } = form;
  return (
    <>
      <Radio.Group
        label={t('subscriptions.pause')}
        value={values.pause_gives_back}
        onChange={(value) => form.set('pause_gives_back', value === 'credit' ? 'credit' : 'dates')}
      >
        <Stack gap={6} pt={4}>
          <Radio value="dates" label={t('subscriptions.pause_dates')} />
          <Radio value="credit" label={t('subscriptions.pause_credit')} />
        </Stack>
      </Radio.Group>
      <Checkbox
        label={t('subscriptions.pause_keeps_access')}
        checked={values.pause_keeps_access}
        onChange={(event) => form.set('pause_keeps_access', event.currentTarget.checked)}
      />
      <NumberInput
        label={t('subscriptions.pause_max_days')}
        min={1}
        max={366}
        value={values.pause_max_days}
        error={form.errorOf('settings.subscriptions.pause_max_days')}
        onChange={(days) => form.set('pause_max_days', Number(days) || 1)}
      />
    </>
  );
}
