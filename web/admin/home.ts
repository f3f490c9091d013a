/** Where this device keeps which organization was looked at last. */
export const LAST_ORGANIZATION = 'cercle.organization';

/** The page an organization opens with. `slug` is the organization's name in addresses. */
export const homeOf = (slug: string) => `/o/${slug}/overview`;
