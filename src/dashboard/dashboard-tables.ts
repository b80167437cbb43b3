/** What of the overview can be had as a file; all but the last are charts too. */
export const dashboardTables = ['sectors', 'sides', 'trend', 'bodies'] as const;
export type DashboardTable = (typeof dashboardTables)[number];
