import { Button, FileButton } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PlanDetail } from '../../api/billing.ts';
import { api } from '../../api/http.ts';
import { Callout, Progress, toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';
import classes from './Plans.module.css';

const accepted = 'image/png,image/jpeg,image/webp';

/** Sends a picture, or takes the one there is away. */
function usePicture(plan: PlanDetail) {
  const { t } = useTranslation('plans');
  const { org, path } = useOrganization();
  const at = `${path}/plans/${plan.id}/picture`;
  return useMutation({
    mutationFn: (file: File | null) => {
      if (!file) return api.delete(at);
      const body = new FormData();
      body.append('file', file);
      return api.put(at, { body });
    },
    onSuccess: async (_answer, file) => {
      await queryClient.invalidateQueries({ queryKey: ['org', org, 'plans'] });
      toast({ message: t(file ? 'picture.saved' : 'picture.removed', { name: plan.name }) });
    },
  });
}

/** The picture of a plan that exists: seen, chosen, removed; saved by itself, not with the form. */
export function PlanPicture({ plan }: { plan: PlanDetail }) {
  const { t } = useTranslation('plans');
  const sentence = useSentence();
  const picture = usePicture(plan);
  const sent = picture.variables;
  return (
    <section aria-label={t('picture.label')} className={classes.pictureField}>
      <div className={classes.label}>{t('picture.label')}</div>
      <p className="muted small">{t('picture.help')}</p>
      <div className={shared.buttons}>
        {plan.picture ? (
          <img
            src={plan.picture}
            alt={t('picture.preview', { name: plan.name })}
            className={classes.picture}
          />
        ) : null}
        <FileButton
          accept={accepted}
          inputProps={{ 'aria-label': t('picture.label') }}
          onChange={(file) => file && picture.mutate(file)}
        >
          {(props) => (
            <Button {...props} disabled={picture.isPending}>
              {t(plan.picture ? 'picture.replace' : 'picture.choose')}
            </Button>
          )}
        </FileButton>
        {plan.picture ? (
          <Button disabled={picture.isPending} onClick={() => picture.mutate(null)}>
            {t('picture.remove')}
          </Button>
        ) : null}
      </div>
      {picture.isPending && sent ? (
        <Progress done={0} total={null} label={t('picture.sending', { name: sent.name })} />
      ) : null}
      {picture.error ? (
        <div role="alert">
          <Callout tone="bad">{sentence(picture.error)}</Callout>
        </div>
      ) : null}
    </section>
  );
}
