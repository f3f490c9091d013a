import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './ConfirmDialog.module.css';
import { useSentence } from './States.tsx';

type Props = {
  opened: boolean;
  onClose: () => void;
  onConfirm: () => void;
  /** What will be done: "Pause Zoé". */
  title: string;
  /** What it means and for how many; a Receipt where money moves. */
  children: ReactNode;
  /** The button says the number: "Refund €10 to Zoé". */
  confirm: string;
  tone?: 'go' | 'bad';
  pending?: boolean;
  error?: unknown;
  disabled?: boolean;
  size?: string | number;
};

/** A last look before an act: says what will happen, to how many, then one button. */
export function ConfirmDialog(props: Props) {
  const { t } = useTranslation('ui');
  const sentence = useSentence();
  const { tone = 'go', size = 480 } = props;
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={props.title}
      size={size}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form
        className={classes.body}
        onSubmit={(event) => {
          event.preventDefault();
          // A dialog that a form opens stands in that form for React: only this one is meant.
          event.stopPropagation();
          props.onConfirm();
        }}
      >
        {props.children}
        {props.error ? (
          <p role="alert" className={classes.error}>
            {sentence(props.error)}
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button onClick={props.onClose}>{t('cancel')}</Button>
          <Button
            type="submit"
            variant="filled"
            color={tone === 'bad' ? 'red' : undefined}
            loading={props.pending}
            disabled={props.disabled}
          >
            {props.confirm}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
