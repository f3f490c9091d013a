import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import { fieldErrors } from '../../ui/index.ts';
import { queryClient } from '../queries.ts';
import classes from './Entry.module.css';
import { Failure } from './Failure.tsx';
import { OrganizationFields } from './OrganizationFields.tsx';
import { OwnerFields } from './OwnerFields.tsx';
import { Shell } from './Shell.tsx';
import { StartFields } from './StartFields.tsx';
import { Steps } from './Steps.tsx';
import { firstOrganization, landing, type Made, type Start } from './values.ts';

const steps = ['owner', 'organization', 'start'] as const;
type Step = (typeof steps)[number];

/** The step a remark belongs to, to show it where it can be answered. */
function stepOf(error: unknown): Step | null {
  const [path] = Object.keys(fieldErrors(error));
  return steps.find((step) => path?.startsWith(`${step}.`)) ?? null;
}

function useSetup(token: string, onRefused: (step: Step) => void) {
  const { i18n } = useTranslation('entry');
  const router = useRouter();
  const [owner, setOwner] = useState({ name: '', email: '', password: '' });
  const [organization, setOrganization] = useState(() =>
    firstOrganization(i18n.language === 'fr' ? 'fr' : 'en'),
  );
  const [start, setStart] = useState<Start>('plan_set');
  const make = useMutation({
    mutationFn: () => api.post<Made>('/setup', { body: { token, owner, organization, start } }),
    onSuccess: async (made) => {
      await queryClient.resetQueries({ queryKey: ['session'] });
      router.history.push(landing(made));
    },
    onError: (error) => {
      const step = stepOf(error);
      if (step) onRefused(step);
    },
  });
  return { owner, setOwner, organization, setOrganization, start, setStart, make };
}

/** The first set-up in three steps: you, your organization, what to start with. */
export function SetupWizard({ token }: { token: string }) {
  const { t } = useTranslation('entry');
  const [step, setStep] = useState<Step>('owner');
  const setup = useSetup(token, setStep);
  const { organization, start, make } = setup;
  const at = steps.indexOf(step);
  const remarks = fieldErrors(make.error);
  const next = () => {
    const following = steps[at + 1];
    if (following) setStep(following);
    else make.mutate();
  };
  const titles = {
    owner: t('setup.title'),
    organization: t('setup.organization'),
    start: t('start.label'),
  };
  const leads = {
    owner: `${t('setup.lead')} ${t('setup.owner_lead')}`,
    organization: t('setup.organization_lead'),
    start: t('setup.start_lead'),
  };
  return (
    <Shell
      title={titles[step]}
      lead={leads[step]}
      above={<Steps names={steps.map((each) => t(`setup.${each}`))} at={at} />}
    >
      <form
        key={step}
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          next();
        }}
      >
        <StepFields step={step} setup={setup} remarkOf={(field) => remarks[field]} />
        <Failure
          error={make.error}
          shown={Object.keys(remarks).filter((path) => path.startsWith(step))}
        />
        <div className={classes.actions}>
          {at > 0 ? (
            <Button size="lg" onClick={() => setStep(steps[at - 1] ?? 'owner')}>
              {t('back')}
            </Button>
          ) : null}
          <Button type="submit" size="lg" variant="filled" loading={make.isPending}>
            <MakeWord isLast={step === 'start'} start={start} name={organization.name} />
          </Button>
        </div>
      </form>
    </Shell>
  );
}

type FieldsProps = {
  step: Step;
  setup: ReturnType<typeof useSetup>;
  remarkOf: (field: string) => string | undefined;
};

function StepFields({ step, setup, remarkOf }: FieldsProps) {
  const { organization } = setup;
  if (step === 'owner') {
    return <OwnerFields values={setup.owner} onChange={setup.setOwner} remarkOf={remarkOf} />;
  }
  if (step === 'organization') {
    return (
      <OrganizationFields
        values={organization}
        onChange={setup.setOrganization}
        remarkOf={remarkOf}
      />
    );
  }
  return organization.kind ? (
    <StartFields
      kind={organization.kind}
      value={setup.start}
      onChange={setup.setStart}
      legendIs="hidden"
    />
  ) : null;
}

type WordProps = { isLast: boolean; start: Start; name: string };

/** What the button does: go on, or make what was chosen. */
export function MakeWord({ isLast, start, name }: WordProps) {
  const { t } = useTranslation('entry');
  if (!isLast) return t('next');
  return start === 'demo' ? t('start.create_demo') : t('start.create', { name });
}
