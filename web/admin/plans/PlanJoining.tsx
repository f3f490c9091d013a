import { ActionIcon, Button, Checkbox, CopyButton, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { JoinForm, PlanDetail } from '../../api/billing.ts';
import { useOrganization } from '../organization.ts';
import { fieldsQuery } from '../people/queries.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';
import classes from './Plans.module.css';

type Props = { form: PlanForm; plan: PlanDetail | undefined };

/** How people join by themselves: whether staff approve, what the plan's form asks, its link. */
export function PlanJoining({ form, plan }: Props) {
  const { t } = useTranslation('plans');
  const { values } = form;
  const asked = values.join_form;
  const change = (edit: Partial<JoinForm>) => form.set('join_form', { ...asked, ...edit });
  return (
    <section aria-label={t('joining.title')} className={shared.form}>
      <div className={classes.label}>{t('joining.title')}</div>
      <Checkbox
        label={t('joining.approval')}
        description={t('joining.approval_help')}
        checked={values.approval_needed}
        onChange={(event) => form.set('approval_needed', event.currentTarget.checked)}
      />
      <Textarea
        autosize
        label={t('joining.intro')}
        description={t('joining.intro_help')}
        maxLength={2000}
        value={asked.intro}
        error={form.errorOf('join_form.intro')}
        onChange={(event) => change({ intro: event.currentTarget.value })}
      />
      <Questions form={form} asked={asked} onChange={change} />
      <Select
        label={t('joining.message')}
        allowDeselect={false}
        value={asked.message}
        data={(['none', 'optional', 'required'] as const).map((value) => ({
          value,
          label: t(`joining.message_${value}`),
        }))}
        onChange={(value) => change({ message: value as JoinForm['message'] })}
      />
      {plan && !plan.deleted_at && !plan.archived_at ? <JoinLink plan={plan} /> : null}
    </section>
  );
}

type QuestionsProps = {
  form: PlanForm;
  asked: JoinForm;
  onChange: (edit: Partial<JoinForm>) => void;
};

const predefined = ['phone', 'address', 'birthday', 'website'] as const;

/** The name of everything a form can ask, by its key. */
function useAskable(): Map<string, string> {
  const { t, i18n } = useTranslation('plans');
  const { org } = useOrganization();
  const { data } = useQuery(fieldsQuery(org));
  const isFrench = i18n.language === 'fr';
  return new Map([
    ...predefined.map((key) => [key as string, t(`joining.ask.${key}`)] as const),
    ...(data?.items ?? []).map(({ key, label_en, label_fr }) => {
      return [`own:${key}`, isFrench ? label_fr : label_en] as const;
    }),
  ]);
}

function Questions({ form, asked, onChange }: QuestionsProps) {
  const { t } = useTranslation('plans');
  const askable = useAskable();
  const { questions } = asked;
  const left = [...askable].filter(([key]) => questions.every((each) => each.key !== key));
  return (
    <div className={classes.prices}>
      <div className={classes.label}>{t('joining.questions')}</div>
      {questions.length === 0 ? <p className="muted small">{t('joining.no_questions')}</p> : null}
      {questions.map((question, at) => {
        const name = askable.get(question.key) ?? question.key;
        return (
          <div key={question.key}>
            <div className={classes.question}>
              <span>{name}</span>
              <Checkbox
                label={t('joining.required')}
                aria-label={t('joining.required_of', { name })}
                checked={question.required}
                onChange={(event) => {
                  const required = event.currentTarget.checked;
                  onChange({
                    questions: questions.map((each) =>
                      each === question ? { ...each, required } : each,
                    ),
                  });
                }}
              />
              <ActionIcon
                aria-label={t('joining.remove', { name })}
                onClick={() => onChange({ questions: questions.filter((e) => e !== question) })}
              >
                ✕
              </ActionIcon>
            </div>
            {form.errorOf(`join_form.questions.${at}`) ? (
              <p role="alert" className={shared.problem}>
                {form.errorOf(`join_form.questions.${at}`)}
              </p>
            ) : null}
          </div>
        );
      })}
      {left.length > 0 ? (
        <Select
          aria-label={t('joining.add')}
          placeholder={t('joining.add')}
          value={null}
          data={left.map(([value, label]) => ({ value, label }))}
          onChange={(key) =>
            key && onChange({ questions: [...questions, { key, required: false }] })
          }
        />
      ) : null}
    </div>
  );
}

/** The address under which this plan is joined; a hidden one is joined by nothing else. */
function JoinLink({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plans');
  const { org } = useOrganization();
  const address = `${window.location.origin}/portal/${org}/join/${plan.id}`;
  return (
    <div>
      <div className={classes.label}>{t('joining.link')}</div>
      <p className="muted small">
        {t(plan.public ? 'joining.link_public' : 'joining.link_hidden')}
      </p>
      <div className={classes.link}>
        <code>{address}</code>
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <Button size="xs" onClick={copy}>
              {t(copied ? 'joining.copied' : 'joining.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </div>
  );
}
