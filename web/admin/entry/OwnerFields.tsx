import { PasswordInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OwnerValues } from './values.ts';

type Props = {
  values: OwnerValues;
  onChange: (values: OwnerValues) => void;
  remarkOf: (field: string) => string | undefined;
};

/** The owner's account: name, e-mail, password. */
export function OwnerFields({ values, onChange, remarkOf }: Props) {
  const { t } = useTranslation('entry');
  const field = (key: keyof OwnerValues) => ({
    size: 'lg',
    required: true,
    withAsterisk: false,
    value: values[key],
    error: remarkOf(`owner.${key}`),
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      onChange({ ...values, [key]: event.currentTarget.value }),
  });
  return (
    <>
      <TextInput {...field('name')} label={t('name')} autoComplete="name" maxLength={100} />
      <TextInput {...field('email')} label={t('email')} type="email" autoComplete="username" />
      <PasswordInput
        {...field('password')}
        label={t('password')}
        description={t('password_hint')}
        autoComplete="new-password"
        minLength={10}
      />
    </>
  );
}
