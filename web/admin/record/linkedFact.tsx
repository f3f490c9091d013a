import { Link } from '@tanstack/react-router';
import type { Fact } from '../../ui/index.ts';
import { useOrganization } from '../organization.ts';

/** A fact that is another contact: their name leads to their record. */
export function linked(key: string, label: string, to: { id: string; name: string }): Fact {
  return { key, label, value: <ContactLink to={to} /> };
}

function ContactLink({ to }: { to: { id: string; name: string } }) {
  const { org } = useOrganization();
  return (
    <Link to="/o/$org/people/$contact" params={{ org, contact: to.id }} search={{}}>
      {to.name}
    </Link>
  );
}
