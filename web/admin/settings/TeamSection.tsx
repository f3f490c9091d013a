import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/http.ts';
import type { InvitationRow, Role, StaffRow } from '../../api/settings.ts';
import type { Items } from '../../api/types.ts';
import { ConfirmDialog, DateText, ErrorState, PlainTable } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';
import { useAct } from '../record/acts/useAct.ts';
import { SkeletonLines } from '../shared/SkeletonLines.tsx';
import { InviteStaff } from './InviteStaff.tsx';
import { RoleTable } from './RoleTable.tsx';
import classes from './Settings.module.css';

export const roles: Role[] = ['owner', 'administrator', 'manager', 'accountant', 'reader'];

/** Who runs the organization, in which role, and what each role may do. */
export function TeamSection() {
  const { t } = useTranslation('settings');
  const { org, path, can } = useOrganization();
  const staff = useQuery({
    queryKey: ['org', org, 'staff'],
    queryFn: ({ signal }) => api.get<Items<StaffRow>>(`${path}/staff`, { signal }),
  });
  return (
    <>
      <h2>{t('section.team')}</h2>
      <p className={classes.lead}>{t('team.text')}</p>
      {can('staff.write') ? <InviteStaff /> : null}
      {staff.isError ? (
        <ErrorState error={staff.error} onRetry={() => void staff.refetch()} />
      ) : null}
      {staff.isPending ? <SkeletonLines lines={3} /> : null}
      {staff.data ? <StaffTable staff={staff.data.items} /> : null}
      <Invitations />
      <h2>{t('team.roles')}</h2>
      <RoleTable />
    </>
  );
}

function StaffTable({ staff }: { staff: StaffRow[] }) {
  const { t } = useTranslation('settings');
  const { can } = useOrganization();
  const [leaving, setLeaving] = useState<StaffRow | null>(null);
  return (
    <>
      <PlainTable
        label={t('section.team')}
        rows={staff}
        rowKey={(person) => person.id}
        columns={[
          {
            key: 'name',
            header: t('team.name'),
            narrow: 'title',
            cell: (person) => (
              <>
                <span className="strong">{person.name}</span>
                <div className="muted small">{person.email}</div>
              </>
            ),
          },
          { key: 'role', header: t('team.role'), cell: (person) => <RoleSelect person={person} /> },
          {
            key: 'acts',
            header: <span className="sr">{t('acts')}</span>,
            narrow: 'figure',
            align: 'end',
            cell: (person) =>
              can('staff.write') ? (
                <Button size="xs" variant="subtle" color="red" onClick={() => setLeaving(person)}>
                  {t('team.remove')}
                </Button>
              ) : null,
          },
        ]}
      />
      {leaving ? <RemoveStaff person={leaving} onClose={() => setLeaving(null)} /> : null}
    </>
  );
}

function RoleSelect({ person }: { person: StaffRow }) {
  const { t } = useTranslation('settings');
  const { can, organization } = useOrganization();
  const [wanted, setWanted] = useState<Role | null>(null);
  const { name } = person;
  const change = useAct<Role>({
    send: (path, _key, role) => api.patch(`${path}/staff/${person.id}`, { body: { role } }),
    done: t('team.changed', { name }),
    onDone: () => setWanted(null),
  });
  const offered = roles.filter((role) => role !== 'owner' || organization.role === 'owner');
  if (!can('staff.write') || !offered.includes(person.role)) return t(`role.${person.role}`);
  return (
    <>
      <Select
        aria-label={t('team.role_of', { name })}
        w={170}
        allowDeselect={false}
        data={offered.map((value) => ({ value, label: t(`role.${value}`) }))}
        value={person.role}
        onChange={(role) => role !== person.role && setWanted(role as Role)}
      />
      {wanted ? (
        <ConfirmDialog
          opened
          onClose={() => setWanted(null)}
          title={t('team.change_title', { name })}
          confirm={t('team.change_confirm', { role: t(`role.${wanted}`) })}
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate(wanted)}
        >
          <p>{t(`role_help.${wanted}`)}</p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}

function RemoveStaff({ person, onClose }: { person: StaffRow; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { name } = person;
  const remove = useAct({
    send: (path) => api.delete(`${path}/staff/${person.id}`),
    done: t('team.removed', { name }),
    onDone: onClose,
  });
  return (
    <ConfirmDialog
      opened
      tone="bad"
      onClose={onClose}
      title={t('team.remove_title', { name })}
      confirm={t('team.remove_confirm', { name })}
      pending={remove.isPending}
      error={remove.error}
      onConfirm={() => remove.mutate()}
    >
      <p>{t('team.remove_text')}</p>
    </ConfirmDialog>
  );
}

function Invitations() {
  const { t } = useTranslation('settings');
  const { org, path } = useOrganization();
  const { data } = useQuery({
    queryKey: ['org', org, 'staff-invitations'],
    queryFn: ({ signal }) => api.get<Items<InvitationRow>>(`${path}/staff-invitations`, { signal }),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <>
      <h2>{t('team.invited')}</h2>
      <PlainTable
        label={t('team.invited')}
        rows={data.items}
        rowKey={(invitation) => invitation.id}
        columns={[
          {
            key: 'email',
            header: t('team.email'),
            narrow: 'title',
            cell: (invitation) => invitation.email,
          },
          { key: 'role', header: t('team.role'), cell: (each) => t(`role.${each.role}`) },
          {
            key: 'until',
            header: t('team.until'),
            narrow: 'named',
            cell: (invitation) => <DateText value={invitation.expires_at} as="relative" />,
          },
          {
            key: 'acts',
            header: <span className="sr">{t('acts')}</span>,
            narrow: 'figure',
            align: 'end',
            cell: (invitation) => <Withdraw invitation={invitation} />,
          },
        ]}
      />
    </>
  );
}

function Withdraw({ invitation }: { invitation: InvitationRow }) {
  const { t } = useTranslation('settings');
  const { can } = useOrganization();
  const withdraw = useAct({
    send: (path) => api.delete(`${path}/staff-invitations/${invitation.id}`),
    done: t('team.withdrawn'),
    onDone: () => undefined,
  });
  if (!can('staff.write')) return null;
  return (
    <Button
      size="xs"
      variant="subtle"
      loading={withdraw.isPending}
      onClick={() => withdraw.mutate()}
    >
      {t('team.withdraw')}
    </Button>
  );
}
