import type { PurePlant } from './plant.ts';

/** Bugs of who owes the tax (billing-rules §11). */
export const taxPlants: Record<string, PurePlant> = {
  'taxed-all-the-same': {
    about: 'a billing run charges tax to who owes it themselves',
    seenBy: 'reverse_charge_bears_no_tax',
    bug: ({ planBilling }) => ({
      planBilling: (facts, ...more) => planBilling({ ...facts, reverseCharge: false }, ...more),
    }),
  },
  'credited-as-of-now': {
    about: 'a change gives back by who pays now, not as it was billed',
    seenBy: 'credits_taxed_as_billed',
    bug: ({ planChange }) => ({
      planChange: (input) => {
        const { reverseCharge } = input.facts;
        return planChange({ ...input, term: input.term && { ...input.term, reverseCharge } });
      },
    }),
  },
};
