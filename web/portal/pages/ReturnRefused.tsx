import { Button } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { Callout, ErrorState, useSentence } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { offeredMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import { BackHome } from './PayPage.tsx';

/** Why it cannot be taken up again now, with the way to what is to be done first. */
export function ReturnRefused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const sentence = useSentence();
  const steps = useSteps();
  const isRefusal = isProblem(error) && error.status >= 400 && error.status < 500;
  if (!isRefusal) return <ErrorState error={error} onRetry={onRetry} />;
  const step = steps[error.code];
  return (
    <div className={classes.form}>
      {step ? (
        <div role="status">
          <Callout tone="info">{sentence(error)}</Callout>
        </div>
      ) : (
        <Failure error={error} />
      )}
      <div className={classes.actions}>
        {step ? (
          <Button
            component={Link}
            to={step.to as string}
            search={(step.search ?? {}) as never}
            size="lg"
            variant="filled"
            fullWidth
          >
            {step.text}
          </Button>
        ) : null}
        <BackHome />
      </div>
    </div>
  );
}

type Steps = Record<string, { to: string; text: string; search?: { return: string } }>;

/** What is to be done first, by the code of the refusal. */
function useSteps(): Steps {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const { subscription } = useParams({ strict: false }) as { subscription: string };
  const say = useSay();
  const home = `/portal/${org}`;
  const [only, more] = overview.due;
  return {
    settle_first:
      only && !more
        ? { to: `${home}/pay/${only.invoice_id}`, text: t('todo.pay', { amount: say.money(only) }) }
        : { to: `${home}/invoices`, text: t('pay.to_invoices') },
    payment_method_first: {
      to: `${home}/card`,
      search: { return: subscription },
      text: t(`start.method_add.${offeredMeans(overview.ways)}`),
    },
  };
}
