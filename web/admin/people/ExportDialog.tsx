import { Radio, SegmentedControl, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { apiUrl } from '../../api/http.ts';
import { ConfirmDialog, useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';

type Props = {
  q: string;
  sort: string;
  /** How many people; null while counted. */
  count: number | null;
  /** Columns shown now, in their order. */
  columns: string[];
  onClose: () => void;
};

/** The list as a file: all or the shown columns, CSV or XLSX, in the list's order. */
export function ExportDialog({ q, sort, count, columns, onClose }: Props) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const { path } = useOrganization();
  const [file, setFile] = useState('xlsx');
  const [which, setWhich] = useState('all');
  const [separator, setSeparator] = useState(format.language === 'fr' ? ';' : ',');
  const url = apiUrl(`${path}/contacts/export`, {
    q,
    sort,
    format: file,
    columns: which === 'all' ? 'all' : columns.join(','),
    ...(file === 'csv' ? { separator, bom: 1 } : {}),
  });
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t('export.title')}
      confirm={
        count === null
          ? t('export.button')
          : t('export.button_count', { count, number: format.number(count) })
      }
      onConfirm={() => {
        download(url);
        onClose();
      }}
    >
      <SegmentedControl
        aria-label={t('export.format')}
        value={file}
        onChange={setFile}
        data={[
          { value: 'xlsx', label: 'Excel (XLSX)' },
          { value: 'csv', label: 'CSV' },
        ]}
      />
      {file === 'csv' ? (
        <SegmentedControl
          aria-label={t('export.separator')}
          value={separator}
          onChange={setSeparator}
          data={[
            { value: ';', label: t('export.semicolon') },
            { value: ',', label: t('export.comma') },
          ]}
        />
      ) : null}
      <Radio.Group label={t('export.columns')} value={which} onChange={setWhich}>
        <Stack gap={6} pt={4}>
          <Radio size="xs" value="all" label={t('export.all')} />
          <Radio size="xs" value="shown" label={t('export.shown', { count: columns.length })} />
        </Stack>
      </Radio.Group>
    </ConfirmDialog>
  );
}

/** Lets the browser fetch a file itself, so that its size does not matter. */
function download(url: string) {
  const link = document.createElement('a');
  link.href = url;
  link.download = '';
  link.click();
}
