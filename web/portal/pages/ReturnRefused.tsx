import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isProblem } from '../../api/problem.ts';
import { ErrorState } from '../../ui/index.ts';
import { Failure } from '../frame/Failure.tsx';
import classes from '../frame/parts.module.css';
import { offeredMeans } from '../means.ts';
import { usePortal } from '../portal.ts';
import { useSay } from '../say.ts';
import { BackHome } from './PayPage.tsx';

/** Why it cannot be taken up again now, with the way to what is to be done first. */
export function ReturnRefused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('portal');
  const { org, overview } = usePortal();
  const say = useSay();
  const isRefusal = isProblem(error) && error.status >= 400 && error.status < 500;
  if (!isRefusal) return <ErrorState error={error} onRetry={onRetry} />;
  const home = `/portal/${org}`;
  const [only, more] = overview.due;
  const first: Record<string, { to: string; text: string }> = {
    settle_first:
      only && !more
        ? { to: `${home}/pay/${only.invoice_id}`, text: t('todo.pay', { amount: say.money(only) }) }
        : { to: `${home}/invoices`, text: t('pay.to_invoices') },
    payment_method_first: {
      to: `${home}/card`,
      text: t(`start.method_add.${offeredMeans(overview.ways)}`),
    },
  };
  const step = first[error.code];
  return (
    <div className={classes.form}>
      <Failure error={error} />
      <div className={classes.actions}>
        {step ? (
          <Button component={Link} to={step.to as string} size="lg" variant="filled" fullWidth>
            {step.text}
          </Button>
        ) : null}
        <BackHome />
      </div>
    </div>
  );
}
