import { Link } from '@tanstack/react-router';
import type { PersonRow } from '../../api/people.ts';
import { useOrganization } from '../organization.ts';
import classes from './People.module.css';
import { LastCharge, PlanText, Status } from './status.tsx';
import { AmountOf } from './useColumns.tsx';

/** A person on a phone: name and amount, plan and how the last charge went. */
export function PersonCompact({ row }: { row: PersonRow }) {
  const { org } = useOrganization();
  const hasCharge = row.last_charge_outcome !== null && row.last_charge_outcome !== 'none';
  return (
    <Link
      to="/o/$org/people"
      params={{ org }}
      search={(now) => ({ ...now, open: row.id, tab: undefined })}
      className={classes.compact}
    >
      <span className={classes.compactName}>{row.name}</span>
      <AmountOf row={row} />
      <span className={classes.compactPlan}>
        <PlanText row={row} />
      </span>
      <span className="small">
        {hasCharge ? <LastCharge row={row} /> : <Status status={row.status} />}
      </span>
    </Link>
  );
}
