import { Menu, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { homeOf } from '../home.ts';
import { useOrganization } from '../organization.ts';
import { sessionQuery } from '../queries.ts';
import classes from './Frame.module.css';

/** The organization looked at, and the way to the others. */
export function OrganizationSwitcher() {
  const { t } = useTranslation('frame');
  const { org, organization } = useOrganization();
  const session = useQuery(sessionQuery);
  const navigate = useNavigate();
  return (
    <Menu position="bottom-start" width={280}>
      <Menu.Target>
        <UnstyledButton
          className={classes.organization}
          aria-label={`${organization.name} · ${t('organization.switch')}`}
        >
          <span className={classes.mark} aria-hidden="true" />
          <span className={classes.organizationName}>{organization.name}</span>
          <span className="muted" aria-hidden="true">
            ▾
          </span>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('organization.yours')}</Menu.Label>
        {session.data?.organizations.map(({ slug, name, sandbox }) => (
          <Menu.Item
            key={slug}
            data-on={slug === org || undefined}
            rightSection={
              sandbox ? <span className="muted small">{t('organization.sandbox')}</span> : null
            }
            onClick={() => void navigate({ href: homeOf(slug) })}
          >
            {slug === org ? <b>{name}</b> : name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
