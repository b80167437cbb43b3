/** What is frozen of a period, table by table, as it can be had as a file. */
export const frozenTables = ['figures', 'sectors', 'bodies', 'commitments'] as const;
export type FrozenTable = (typeof frozenTables)[number];
