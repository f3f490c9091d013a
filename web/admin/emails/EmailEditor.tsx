import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EmailTextDetail } from '../../api/emailTexts.ts';
import { fieldErrors, toast, useSentence } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { BlockList } from './BlockList.tsx';
import { EmailPreviewPane } from './EmailPreviewPane.tsx';
import classes from './Emails.module.css';
import { editedFrom, textFrom } from './edited.ts';
import { LeaveDialog } from './LeaveDialog.tsx';
import type { EmailKey } from './queries.ts';
import { RestoreButton } from './RestoreButton.tsx';
import { TagField } from './TagField.tsx';
import { useSaveText, useTestMail } from './useEmailActs.ts';
import { useEmailPreview } from './useEmailPreview.ts';
import { Versions } from './Versions.tsx';

type Props = { detail: EmailTextDetail; emailKey: EmailKey };

/** The text on the left, how it reaches a member on the right; what is wrong, where it is. */
export function EmailEditor({ detail, emailKey }: Props) {
  const { t } = useTranslation('emails');
  const { can } = useOrganization();
  const [edited, setEdited] = useState(() => editedFrom(detail.text));
  const text = textFrom(edited);
  const isSaved = JSON.stringify(text) === JSON.stringify(detail.text);
  const preview = useEmailPreview(emailKey, text);
  const problems = fieldErrors({ status: 422, fields: preview.problems });
  const errorOf = (path: string) => problems[path];
  const disabled = !can('settings.write');
  const line = (part: 'subject' | 'title') => (
    <TagField
      line
      label={t(`field.${part}`)}
      tags={detail.tags}
      maxLength={500}
      disabled={disabled}
      value={edited[part]}
      error={errorOf(part)}
      onChange={(value) => setEdited({ ...edited, [part]: value })}
    />
  );
  return (
    <div className={classes.editor}>
      <div className={classes.form}>
        {line('subject')}
        {line('title')}
        <BlockList
          detail={detail}
          blocks={edited.blocks}
          disabled={disabled}
          errorOf={errorOf}
          onChange={(blocks) => setEdited({ ...edited, blocks })}
        />
        {disabled ? null : (
          <Acts
            detail={detail}
            emailKey={emailKey}
            text={text}
            isSaved={isSaved}
            isWrong={preview.problems.length > 0}
            onText={(taken) => setEdited(editedFrom(taken))}
          />
        )}
        <Versions
          detail={detail}
          disabled={disabled}
          onTake={(taken) => {
            setEdited(editedFrom(taken));
            toast({ message: t('versions.taken') });
          }}
        />
      </div>
      <EmailPreviewPane preview={preview} language={detail.language} />
      <LeaveDialog isSaved={isSaved} />
    </div>
  );
}

type ActsProps = Props & {
  text: EmailTextDetail['text'];
  isSaved: boolean;
  isWrong: boolean;
  onText: (text: EmailTextDetail['text']) => void;
};

function Acts({ detail, emailKey, text, isSaved, isWrong, onText }: ActsProps) {
  const { t } = useTranslation('emails');
  const sentence = useSentence();
  const save = useSaveText(emailKey, (saved) => onText(saved.text));
  const test = useTestMail(emailKey);
  const error = save.error ?? test.error;
  return (
    <div className={classes.acts}>
      {error ? (
        <p role="alert" className={classes.problem}>
          {sentence(error)}
        </p>
      ) : null}
      <div className={classes.buttons}>
        <Button
          variant="filled"
          loading={save.isPending}
          disabled={isSaved || isWrong}
          onClick={() => save.mutate({ text, version: detail.version })}
        >
          {t('save')}
        </Button>
        <Button loading={test.isPending} disabled={isWrong} onClick={() => test.mutate(text)}>
          {t('test')}
        </Button>
        <RestoreButton detail={detail} emailKey={emailKey} onRestored={onText} />
      </div>
      <p className="soft small" aria-live="polite">
        {isWrong ? t('wrong') : isSaved ? null : t('unsaved')}
      </p>
    </div>
  );
}
