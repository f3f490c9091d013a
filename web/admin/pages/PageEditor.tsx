import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PageDetail } from '../../api/pages.ts';
import { fieldErrors, useForm, useSentence } from '../../ui/index.ts';
import editor from '../emails/Emails.module.css';
import { LeaveDialog } from '../emails/LeaveDialog.tsx';
import { TagField } from '../emails/TagField.tsx';
import { useOrganization } from '../organization.ts';
import shared from '../shared/Page.module.css';
import { DeletePage } from './DeletePage.tsx';
import { PageAccess } from './PageAccess.tsx';
import { PagePreviewPane } from './PagePreviewPane.tsx';
import { addressFrom, bodyOf, type PageWish, startingPage } from './pageForm.ts';
import { pageTagsQuery } from './queries.ts';
import { usePagePreview } from './usePagePreview.ts';
import { useSavePage } from './useSavePage.ts';

export type PageForm = ReturnType<typeof useForm<PageWish>>;

/** The page and whom it opens to on the left, how somebody reads it on the right. */
export function PageEditor({ page }: { page: PageDetail | undefined }) {
  const { t } = useTranslation('pages');
  const sentence = useSentence();
  const { can } = useOrganization();
  const save = useSavePage(page);
  const form = useForm<PageWish>(startingPage(page), save.error);
  const preview = usePagePreview(form.values.body);
  const isSaved =
    JSON.stringify(bodyOf(form.values)) === JSON.stringify(bodyOf(startingPage(page)));
  const isWrong = preview.problems.length > 0;
  const wrong = fieldErrors({ status: 422, fields: preview.problems });
  return (
    <div className={editor.editor}>
      <form
        noValidate
        className={editor.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate(form.values);
        }}
      >
        <fieldset disabled={!can('plans.write')} className={`${editor.form} ${shared.set}`}>
          <Heading form={form} isNew={page === undefined} />
          <Body form={form} error={wrong.body ?? form.errorOf('body')} />
          <PageAccess form={form} plans={page?.plans ?? []} />
          <Checkbox
            label={t('field.published')}
            description={t('field.published_help')}
            checked={form.values.published}
            onChange={(event) => form.set('published', event.currentTarget.checked)}
          />
        </fieldset>
        {can('plans.write') ? (
          <div className={editor.acts}>
            {save.error ? (
              <p role="alert" className={editor.problem}>
                {sentence(save.error)}
              </p>
            ) : null}
            <div className={editor.buttons}>
              <Button
                type="submit"
                variant="filled"
                loading={save.isPending}
                disabled={isWrong || (page !== undefined && isSaved)}
              >
                {t(page ? 'save' : 'create')}
              </Button>
              {page ? <DeletePage page={page} /> : null}
            </div>
            <p className="soft small" aria-live="polite">
              {isWrong ? t('wrong') : isSaved ? null : t('unsaved')}
            </p>
          </div>
        ) : null}
      </form>
      <PagePreviewPane page={page} preview={preview} isSaved={isSaved} />
      <LeaveDialog isSaved={isSaved} />
    </div>
  );
}

/** Its title, address and teaser; the address of a new page follows its title until it is typed. */
function Heading({ form, isNew }: { form: PageForm; isNew: boolean }) {
  const { t } = useTranslation('pages');
  const { org } = useOrganization();
  const [follows, setFollows] = useState(isNew);
  const { title, path, teaser } = form.values;
  return (
    <>
      <TextInput
        required
        label={t('field.title')}
        maxLength={200}
        value={title}
        error={form.errorOf('title')}
        onChange={({ currentTarget: { value } }) => {
          form.set('title', value);
          if (follows) form.set('path', addressFrom(value));
        }}
      />
      <TextInput
        required
        label={t('field.path')}
        description={t('field.path_help', { address: `/portal/${org}/pages/${path}` })}
        maxLength={200}
        value={path}
        error={form.errorOf('path')}
        onChange={({ currentTarget: { value } }) => {
          setFollows(false);
          form.set('path', value.toLowerCase());
        }}
      />
      <Textarea
        autosize
        minRows={2}
        label={t('field.teaser')}
        description={t('field.teaser_help')}
        maxLength={2000}
        value={teaser}
        error={form.errorOf('teaser')}
        onChange={(event) => form.set('teaser', event.currentTarget.value)}
      />
    </>
  );
}

function Body({ form, error }: { form: PageForm; error: string | undefined }) {
  const { t, i18n } = useTranslation('pages');
  const { org, can } = useOrganization();
  const tags = useQuery(pageTagsQuery(org, i18n.language));
  return (
    <div>
      <TagField
        label={t('field.body')}
        tags={tags.data?.items ?? []}
        minRows={12}
        maxLength={100_000}
        disabled={!can('plans.write')}
        value={form.values.body}
        {...(error === undefined ? {} : { error })}
        onChange={(body) => form.set('body', body)}
      />
      <p className={editor.meanings}>{t('field.body_help')}</p>
    </div>
  );
}
