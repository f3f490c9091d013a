import { useTranslation } from 'react-i18next';
import type { Role } from '../../api/settings.ts';
import { PlainTable } from '../../ui/index.ts';
import classes from './Settings.module.css';

/** The server's permission table in words people use; the first role that may, and all above. */
const may: {
  key: 'see' | 'people' | 'money' | 'mails' | 'set' | 'delete' | 'own';
  roles: Role[];
}[] = [
  { key: 'see', roles: ['owner', 'administrator', 'manager', 'accountant', 'reader'] },
  { key: 'people', roles: ['owner', 'administrator', 'manager'] },
  { key: 'money', roles: ['owner', 'administrator', 'manager', 'accountant'] },
  { key: 'mails', roles: ['owner', 'administrator', 'manager'] },
  { key: 'set', roles: ['owner', 'administrator'] },
  { key: 'delete', roles: ['owner', 'administrator'] },
  { key: 'own', roles: ['owner'] },
];

const columns: Role[] = ['owner', 'administrator', 'manager', 'accountant', 'reader'];

/** What each role may do. */
export function RoleTable() {
  const { t } = useTranslation('settings');
  return (
    <PlainTable
      label={t('team.roles')}
      rows={may}
      rowKey={({ key }) => key}
      columns={[
        {
          key: 'what',
          header: t('team.may'),
          narrow: 'title',
          cell: ({ key }) => <div className={classes.may}>{t(`may.${key}`)}</div>,
        },
        ...columns.map((role) => ({
          key: role,
          header: t(`role.${role}`),
          narrow: 'named' as const,
          cell: (row: (typeof may)[number]) =>
            row.roles.includes(role) ? (
              <span className={classes.yes}>
                <span aria-hidden="true">✓</span>
                <span className="sr">{t('yes')}</span>
              </span>
            ) : (
              <span className="muted">
                <span aria-hidden="true">–</span>
                <span className="sr">{t('no')}</span>
              </span>
            ),
        })),
      ]}
    />
  );
}
