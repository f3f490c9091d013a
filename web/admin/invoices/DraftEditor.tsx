import { Anchor, Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../api/http.ts';
import type { FullOrganization } from '../../api/settings.ts';
import { PageHeader, toast, useForm, useIntent, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { queryClient } from '../queries.ts';
import shared from '../shared/Page.module.css';
import { DraftFieldset } from './DraftFieldset.tsx';
import { DropDialog, IssueDialog } from './dialogs/DraftDialogs.tsx';
import {
  bodyOf,
  type DraftChoices,
  type DraftDetail,
  type DraftFields,
  draftQuery,
  fieldsOf,
} from './drafts.ts';

const route = getRouteApi('/o/$org/drafts');

type Props = { draft: DraftDetail | null; choices: DraftChoices };

/** One invoice by hand: written, looked at as PDF, issued or thrown away. */
export function DraftEditor({ draft, choices }: Props) {
  const { t } = useTranslation('documents');
  const sentence = useSentence();
  const { org, can } = useOrganization();
  const [asks, setAsks] = useState<'issue' | 'drop' | null>(null);
  const usual = useUsual(choices);
  const save = useSave(draft);
  const form = useForm<DraftFields>(fieldsOf(draft, usual), save.error);
  const body = bodyOf(form.values);
  const isWhole = body.contact_id !== undefined && body.lines.length > 0;
  const isSaved =
    draft !== null && JSON.stringify(body) === JSON.stringify(bodyOf(fieldsOf(draft, usual)));
  return (
    <>
      <PageHeader
        title={draft ? t('draft.of', { name: draft.contact.name }) : t('draft.new')}
        actions={
          <Button variant="subtle" component={Link} to={`/o/${org}/drafts` as string}>
            {t('draft.all')}
          </Button>
        }
      />
      <form
        noValidate
        className={shared.below}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(body);
        }}
      >
        <DraftFieldset form={form} choices={choices} disabled={!can('billing.write')} />
        {save.error ? (
          <p role="alert" className={shared.problem}>
            {sentence(save.error)}
          </p>
        ) : null}
        {can('billing.write') ? (
          <div className={shared.buttons}>
            <Button type="submit" loading={save.isPending} disabled={!isWhole || isSaved}>
              {t('draft.save')}
            </Button>
            <Button variant="filled" disabled={!isSaved} onClick={() => setAsks('issue')}>
              {t('draft.issue')}
            </Button>
            {draft ? <SavedDraft draft={draft} onDrop={() => setAsks('drop')} /> : null}
          </div>
        ) : null}
        {isWhole && !isSaved ? <p className="soft small">{t('draft.unsaved')}</p> : null}
      </form>
      {draft && asks === 'issue' ? (
        <IssueDialog draft={draft} onClose={() => setAsks(null)} />
      ) : null}
      {draft && asks === 'drop' ? <DropDialog draft={draft} onClose={() => setAsks(null)} /> : null}
    </>
  );
}

/** What a draft begins with. */
function useUsual(choices: DraftChoices) {
  const { organization } = useOrganization();
  return {
    dueDays: (organization as FullOrganization).settings.invoice.due_days,
    currency: organization.currency,
    taxRate: choices.tax_rates[0] ?? '0',
  };
}

/** What can be done with a draft once it is saved, besides issuing it. */
function SavedDraft({ draft, onDrop }: { draft: DraftDetail; onDrop: () => void }) {
  const { t } = useTranslation('documents');
  const { path } = useOrganization();
  return (
    <>
      <Anchor
        href={apiUrl(`${path}/invoice-drafts/${draft.id}/pdf`)}
        target="_blank"
        rel="noreferrer"
      >
        {t('draft.pdf')}
      </Anchor>
      <Button variant="subtle" color="red" onClick={onDrop}>
        {t('draft.drop')}
      </Button>
    </>
  );
}

function useSave(draft: DraftDetail | null) {
  const { t } = useTranslation('documents');
  const { org, path } = useOrganization();
  const navigate = route.useNavigate();
  const intent = useIntent();
  return useMutation({
    mutationFn: (body: ReturnType<typeof bodyOf>) =>
      draft
        ? api.put<DraftDetail>(`${path}/invoice-drafts/${draft.id}`, {
            body,
            version: draft.version,
          })
        : api.post<DraftDetail>(`${path}/invoice-drafts`, { body, idempotencyKey: intent.key }),
    onError: intent.renew,
    onSuccess: async (saved) => {
      intent.renew();
      queryClient.setQueryData(draftQuery(org, saved.id).queryKey, saved);
      await queryClient.invalidateQueries({ queryKey: ['org', org, 'drafts', 'list'] });
      toast({ message: t('draft.saved') });
      if (!draft) await navigate({ search: { open: saved.id }, replace: true });
    },
  });
}
