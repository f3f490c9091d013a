import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './base.css';
import { MantineProvider } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useMemo } from 'react';
import 'dayjs/locale/fr';
import { FormatProvider, type FormatSettings } from './format.tsx';
import { theme, tokensFor } from './theme.ts';

type Props = FormatSettings & {
  /** The organization's color, '#rrggbb'; corrected for contrast. */
  accent?: string | null;
  children: ReactNode;
};

/** Theme, formats, date pickers and toasts for one face. Put it once around everything. */
export function UiProvider({ accent, children, ...format }: Props) {
  const resolver = useMemo(() => tokensFor(accent), [accent]);
  return (
    <MantineProvider theme={theme} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: format.language, firstDayOfWeek: 1 }}>
        <FormatProvider {...format}>
          {children}
          <Notifications
            role="status"
            position="bottom-center"
            limit={3}
            autoClose={6000}
            zIndex={500}
          />
        </FormatProvider>
      </DatesProvider>
    </MantineProvider>
  );
}
