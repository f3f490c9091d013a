import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useOrganization } from '../../organization.ts';

type Props = { invoice: { id: string; number: string } };

/** The number of an invoice; leads to all that can be done with it. */
export function InvoiceLink({ invoice }: Props) {
  const { org } = useOrganization();
  return (
    <Anchor
      className="nowrap"
      component={Link}
      to={`/o/${org}/invoices` as string}
      search={{ open: invoice.id } as never}
    >
      {invoice.number}
    </Anchor>
  );
}
