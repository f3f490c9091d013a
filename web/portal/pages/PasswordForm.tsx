import { Button, PasswordInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { toast, useForm } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { usePortal } from '../portal.ts';

type Props = { onDone?: () => void } & ({ first: true } | { first?: never });

/** Sets or changes the member's password; other devices are signed out. */
export function PasswordForm({ first, onDone }: Props) {
  const { t } = useTranslation('portal');
  const { overview } = usePortal();
  const save = useMutation({
    mutationFn: (body: { current?: string; new: string }) => api.post('/password', { body }),
    onSuccess: () => {
      form.setValues({ current: '', new: '' });
      toast({ message: t('password.saved') });
      onDone?.();
    },
  });
  const form = useForm({ current: '', new: '' }, save.error);
  const { values } = form;
  const field = (key: 'current' | 'new') => ({
    size: 'lg',
    value: values[key],
    error: form.errorOf(key),
    onChange: (event: { currentTarget: HTMLInputElement }) =>
      form.set(key, event.currentTarget.value),
  });
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        const current = values.current ? { current: values.current } : {};
        save.mutate({ ...current, new: values.new });
      }}
    >
      <input type="text" autoComplete="username" value={overview.me.email ?? ''} readOnly hidden />
      {first ? null : (
        <PasswordInput
          {...field('current')}
          label={t('password.current')}
          description={t('password.current_hint')}
          autoComplete="current-password"
        />
      )}
      <PasswordInput
        {...field('new')}
        label={t('password.new')}
        description={t('password.hint')}
        autoComplete="new-password"
        required
        withAsterisk={false}
        minLength={10}
      />
      <Failure error={save.error} except={['new', 'current']} />
      <Button type="submit" size="lg" variant="filled" fullWidth loading={save.isPending}>
        {t('password.save')}
      </Button>
    </form>
  );
}
