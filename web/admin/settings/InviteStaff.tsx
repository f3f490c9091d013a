import { Button, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { Role } from '../../api/settings.ts';
import { useForm, useSentence } from '../../ui/index.ts';
import { useAct } from '../record/acts/useAct.ts';
import shared from '../shared/Page.module.css';
import classes from './Settings.module.css';

type Wish = { email: string; role: Exclude<Role, 'owner'> };

const offered: Wish['role'][] = ['administrator', 'manager', 'accountant', 'reader'];

/** Invites somebody to the team by e-mail. */
export function InviteStaff() {
  const { t } = useTranslation('settings');
  const sentence = useSentence();
  const invite = useAct<Wish>({
    send: (path, idempotencyKey, body) =>
      api.post(`${path}/staff-invitations`, { idempotencyKey, body }),
    done: t('team.sent'),
    onDone: () => form.set('email', ''),
  });
  const form = useForm<Wish>({ email: '', role: 'manager' }, invite.error);
  const { values } = form;
  const remark = form.errorOf('email');
  return (
    <>
      <form
        noValidate
        className={classes.bar}
        onSubmit={(event) => {
          event.preventDefault();
          invite.mutate(values);
        }}
      >
        <TextInput
          type="email"
          label={t('team.invite')}
          placeholder="camille@exemple.org"
          value={values.email}
          error={remark}
          onChange={(event) => form.set('email', event.currentTarget.value.trim())}
        />
        <Select
          aria-label={t('team.role')}
          w={170}
          allowDeselect={false}
          data={offered.map((value) => ({ value, label: t(`role.${value}`) }))}
          value={values.role}
          onChange={(role) => form.set('role', role as Wish['role'])}
        />
        <Button type="submit" loading={invite.isPending} disabled={values.email === ''}>
          {t('team.send')}
        </Button>
      </form>
      {invite.error && !remark ? (
        <p role="alert" className={shared.problem}>
          {sentence(invite.error)}
        </p>
      ) : null}
    </>
  );
}
