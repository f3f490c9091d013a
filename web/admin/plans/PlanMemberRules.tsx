import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { MemberRules } from '../../api/billing.ts';
import shared from '../shared/Page.module.css';
import type { PlanForm } from './PlanFields.tsx';

const acts = ['join', 'change', 'pause', 'cancel', 'reactivate'] as const;
const answers = ['usual', 'yes', 'no'] as const;

/** What members with the plan do by themselves in their portal; the rest they ask for. */
export function PlanMemberRules({ form }: { form: PlanForm }) {
  const { t } = useTranslation('plans');
  const rules = form.values.member_rules ?? {};
  const set = (act: keyof MemberRules, answer: string | null) => {
    const { [act]: _before, ...others } = rules;
    const next = answer === 'usual' ? others : { ...others, [act]: answer === 'yes' };
    form.set('member_rules', Object.keys(next).length > 0 ? next : null);
  };
  return (
    <div className={shared.pair}>
      {acts.map((act) => (
        <Select
          key={act}
          label={t(`members_may.${act}`)}
          allowDeselect={false}
          data={answers.map((value) => ({ value, label: t(`members_may.${value}`) }))}
          value={rules[act] === undefined ? 'usual' : rules[act] ? 'yes' : 'no'}
          onChange={(answer) => set(act, answer)}
        />
      ))}
    </div>
  );
}
