import { Button, Checkbox } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { fieldErrors, useIntent } from '../../ui/index.ts';
import { queryClient } from '../queries.ts';
import classes from './Entry.module.css';
import { Failure } from './Failure.tsx';
import { OrganizationFields } from './OrganizationFields.tsx';
import { MakeWord } from './SetupWizard.tsx';
import { Shell } from './Shell.tsx';
import { StartFields } from './StartFields.tsx';
import { firstOrganization, landing, type Made, type Start } from './values.ts';

/** Another organization, with the signed-in person as its owner. */
export function NewPage() {
  const { t, i18n } = useTranslation('entry');
  const router = useRouter();
  const intent = useIntent();
  const [organization, setOrganization] = useState(() =>
    firstOrganization(i18n.language === 'fr' ? 'fr' : 'en'),
  );
  const [start, setStart] = useState<Start>('plan_set');
  const [sandbox, setSandbox] = useState(false);
  const make = useMutation({
    mutationFn: () =>
      api.post<Made>('/organizations', {
        body: { organization: { ...organization, sandbox: sandbox || start === 'demo' }, start },
        idempotencyKey: intent.key,
      }),
    onSuccess: async (made) => {
      await queryClient.resetQueries({ queryKey: ['session'] });
      router.history.push(landing(made));
    },
    onError: intent.renew,
  });
  const remarks = fieldErrors(make.error);
  return (
    <Shell title={t('new.title')} lead={t('new.lead')}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <OrganizationFields
          values={organization}
          onChange={setOrganization}
          remarkOf={(field) => remarks[field]}
        />
        {organization.kind ? (
          <StartFields kind={organization.kind} value={start} onChange={setStart} />
        ) : null}
        <Checkbox
          size="sm"
          label={t('start.sandbox')}
          description={t('start.sandbox_text')}
          checked={sandbox || start === 'demo'}
          disabled={start === 'demo'}
          onChange={(event) => setSandbox(event.currentTarget.checked)}
        />
        <Failure error={make.error} shown={Object.keys(remarks)} />
        <Button type="submit" size="lg" variant="filled" loading={make.isPending}>
          <MakeWord isLast start={start} name={organization.name} />
        </Button>
      </form>
    </Shell>
  );
}
