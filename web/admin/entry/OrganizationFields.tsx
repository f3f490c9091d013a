import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from './Choices.tsx';
import classes from './Entry.module.css';
import { countries, currencies, guessCurrency, timezones } from './guess.ts';
import { kinds, type OrganizationValues } from './values.ts';

type Props = {
  values: OrganizationValues;
  onChange: (values: OrganizationValues) => void;
  remarkOf: (field: string) => string | undefined;
};

/** Name, kind, language, currency, time zone, country and billing day of an organization. */
export function OrganizationFields({ values, onChange, remarkOf }: Props) {
  const { t } = useTranslation('entry');
  const id = useId();
  const set = (change: Partial<OrganizationValues>) => onChange({ ...values, ...change });
  return (
    <>
      <TextInput
        size="lg"
        required
        withAsterisk={false}
        maxLength={100}
        label={t('organization.name')}
        description={t('organization.name_hint')}
        autoComplete="organization"
        value={values.name}
        error={remarkOf('organization.name')}
        onChange={(event) => set({ name: event.currentTarget.value })}
      />
      <Choices
        legend={t('organization.kind')}
        value={values.kind}
        onChange={(kind) => set({ kind })}
        choices={kinds.map((kind) => ({
          value: kind,
          name: t(`organization.kinds.${kind}`),
          text: t(`organization.kinds.${kind}_text`),
        }))}
      />
      <div>
        <span id={id} className={classes.legend}>
          {t('organization.language')}
        </span>
        <p className={classes.hint}>{t('organization.language_hint')}</p>
        <SegmentedControl
          fullWidth
          mt={6}
          size="md"
          aria-labelledby={id}
          value={values.language}
          onChange={(language) => set({ language: language === 'fr' ? 'fr' : 'en' })}
          data={[
            { value: 'fr', label: 'Français' },
            { value: 'en', label: 'English' },
          ]}
        />
      </div>
      <Place values={values} set={set} remarkOf={remarkOf} />
    </>
  );
}

type PlaceProps = {
  values: OrganizationValues;
  set: (change: Partial<OrganizationValues>) => void;
  remarkOf: Props['remarkOf'];
};

function Place({ values, set, remarkOf }: PlaceProps) {
  const { t, i18n } = useTranslation('entry');
  const places = useMemo(() => countries(i18n.language), [i18n.language]);
  const moneys = useMemo(() => currencies(i18n.language), [i18n.language]);
  const zones = useMemo(timezones, []);
  const pick = {
    size: 'lg',
    searchable: true,
    required: true,
    withAsterisk: false,
    allowDeselect: false,
    nothingFoundMessage: t('organization.search'),
    limit: 300,
  };
  return (
    <>
      <div className={classes.pair}>
        <Select
          {...pick}
          label={t('organization.country')}
          data={places}
          value={values.country}
          error={remarkOf('organization.country')}
          onChange={(country) => country && set({ country, currency: guessCurrency(country) })}
        />
        <Select
          {...pick}
          label={t('organization.currency')}
          data={moneys}
          value={values.currency}
          error={remarkOf('organization.currency')}
          onChange={(currency) => currency && set({ currency })}
        />
      </div>
      <Select
        {...pick}
        limit={500}
        label={t('organization.timezone')}
        description={t('organization.timezone_hint')}
        data={zones}
        value={values.timezone}
        error={remarkOf('organization.timezone')}
        onChange={(timezone) => timezone && set({ timezone })}
      />
      <NumberInput
        size="lg"
        required
        withAsterisk={false}
        min={1}
        max={28}
        clampBehavior="strict"
        allowDecimal={false}
        label={t('organization.billing_day')}
        description={t('organization.billing_day_hint')}
        value={values.billing_day}
        error={remarkOf('organization.billing_day')}
        onChange={(day) => set({ billing_day: Number(day) || 1 })}
      />
    </>
  );
}
