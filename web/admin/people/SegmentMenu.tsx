import { Button, Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Segment } from '../../api/people.ts';
import { useFormat } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { segmentsQuery, totalsQuery } from './queries.ts';
import { DeleteSegment, SaveSegment } from './SegmentDialogs.tsx';

type Props = { q: string; onQuery: (q: string) => void };

/** Saved queries: open one, save this one, delete. */
export function SegmentMenu({ q, onQuery }: Props) {
  const { t } = useTranslation('people');
  const { org } = useOrganization();
  const [opened, setOpened] = useState(false);
  const [dialog, setDialog] = useState<'save' | 'delete' | null>(null);
  const { data } = useQuery(segmentsQuery(org));
  const segments = data?.items ?? [];
  const current = segments.find((segment) => segment.query === q);
  const groups = [
    { key: 'shared', items: segments.filter(({ shared }) => shared) },
    { key: 'private', items: segments.filter(({ shared }) => !shared) },
  ] as const;
  return (
    <>
      <Menu width={280} opened={opened} onChange={setOpened}>
        <Menu.Target>
          <Button variant="subtle" color="gray">
            {current ? current.name : t('segment.menu')}
            <span aria-hidden="true">&nbsp;▾</span>
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item disabled={!q} onClick={() => setDialog('save')}>
            {t('segment.save')}
          </Menu.Item>
          {current ? (
            <Menu.Item color="red" onClick={() => setDialog('delete')}>
              {t('segment.delete', { name: current.name })}
            </Menu.Item>
          ) : null}
          {groups.map(({ key, items }) =>
            items.length > 0 ? (
              <div key={key}>
                <Menu.Label>{t(`segment.${key}`)}</Menu.Label>
                {items.map((segment) => (
                  <Menu.Item
                    key={segment.id}
                    onClick={() => onQuery(segment.query)}
                    rightSection={opened ? <LiveCount segment={segment} /> : null}
                  >
                    {segment === current ? <b>{segment.name}</b> : segment.name}
                  </Menu.Item>
                ))}
              </div>
            ) : null,
          )}
        </Menu.Dropdown>
      </Menu>
      {dialog === 'save' ? <SaveSegment q={q} onClose={() => setDialog(null)} /> : null}
      {dialog === 'delete' && current ? (
        <DeleteSegment segment={current} onClose={() => setDialog(null)} />
      ) : null}
    </>
  );
}

function LiveCount({ segment }: { segment: Segment }) {
  const format = useFormat();
  const { org } = useOrganization();
  const { data } = useQuery(totalsQuery(org, segment.query));
  const count = segment.count ?? data?.people;
  return count === undefined ? null : <span className="muted small">{format.number(count)}</span>;
}
