import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import type { ReactNode } from 'react';

type Toast = {
  message: ReactNode;
  tone?: 'good' | 'bad';
  /** Where the act can be undone: the button's word and what it does. */
  undo?: { label: string; run: () => void };
};

const styles = {
  root: {
    background: 'var(--ink)',
    borderRadius: 10,
    padding: '10px 14px',
    boxShadow: 'var(--shadow)',
    border: 0,
  },
  description: { color: 'var(--ground)', fontSize: 14 },
  icon: { display: 'none' },
  closeButton: { color: 'var(--ground)' },
};

/** Says what happened, for a few seconds, with undo where undo exists. */
export function toast({ message, tone = 'good', undo }: Toast): void {
  const id = notifications.show({
    message: (
      <span style={{ display: 'flex', gap: 12, alignItems: 'center' }}>
        <span style={{ flex: 1 }}>{message}</span>
        {undo ? (
          <Button
            size="xs"
            variant="subtle"
            styles={{ root: { color: 'var(--ground)', textDecoration: 'underline' } }}
            onClick={() => {
              notifications.hide(id);
              undo.run();
            }}
          >
            {undo.label}
          </Button>
        ) : null}
      </span>
    ),
    color: tone === 'bad' ? 'red' : 'accent',
    withBorder: false,
    autoClose: tone === 'bad' || undo ? 10_000 : 5_000,
    styles,
    closeButtonProps: { 'aria-label': '×', iconSize: 14 },
  });
}
