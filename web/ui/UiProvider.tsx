import '@fontsource-variable/inter/wght.css';
import '@mantine/core/styles.layer.css';
import '@mantine/dates/styles.layer.css';
import '@mantine/notifications/styles.layer.css';
import './base.css';
import { MantineProvider, mergeThemeOverrides } from '@mantine/core';
import { DatesProvider } from '@mantine/dates';
import { Notifications } from '@mantine/notifications';
import { type ReactNode, useMemo } from 'react';
import 'dayjs/locale/fr';
import { useTranslation } from 'react-i18next';
import { FormatProvider, type FormatSettings } from './format.tsx';
import { theme, tokensFor } from './theme.ts';

type Props = FormatSettings & {
  /** The organization's color, '#rrggbb'; corrected for contrast. */
  accent?: string | null;
  children: ReactNode;
};

/** Theme, formats, date pickers and toasts for one face. Put it once around everything. */
export function UiProvider({ accent, children, ...format }: Props) {
  const worded = useWordedTheme();
  const resolver = useMemo(() => tokensFor(accent), [accent]);
  return (
    <MantineProvider theme={worded} cssVariablesResolver={resolver} defaultColorScheme="auto">
      <DatesProvider settings={{ locale: format.language, firstDayOfWeek: 1, weekendDays: [] }}>
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

/** The theme with the words that calendars need for who cannot see their arrows. */
function useWordedTheme() {
  const { t } = useTranslation('ui');
  return useMemo(() => {
    const ariaLabels = {
      previousMonth: t('calendar.previous_month'),
      nextMonth: t('calendar.next_month'),
      previousYear: t('calendar.previous_year'),
      nextYear: t('calendar.next_year'),
      previousDecade: t('calendar.previous_years'),
      nextDecade: t('calendar.next_years'),
    };
    const defaultProps = { ariaLabels, hideOutsideDates: true };
    return mergeThemeOverrides(theme, {
      components: {
        DatePicker: { defaultProps },
        DatePickerInput: { defaultProps },
        CloseButton: { defaultProps: { 'aria-label': t('close') } },
      },
    });
  }, [t]);
}
