/** Up to so many sides each get a line of their own; of more, a table tells the sum and names each on demand. */
export const MOST_SIDE_LINES = 3;
