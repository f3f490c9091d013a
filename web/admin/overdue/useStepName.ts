import { useTranslation } from 'react-i18next';

/** What a step is called: "first try", "retry 2", "new method", "otherwise". */
export function useStepName(): (step: string) => string {
  const { t } = useTranslation('overdue');
  return (step) => {
    const number = /^retry_(\d+)$/.exec(step)?.[1];
    if (number) return t('step.retry', { number });
    return t(`step.${step as 'first_try'}`);
  };
}
