/** All sides, as they are counted: two are "hai bên", and only three or more "các bên". */
export const allSides = (n: number) => (n > 2 ? 'các bên' : 'hai bên');

/** The same where a sentence begins. */
export const AllSides = (n: number) => (n > 2 ? 'Các bên' : 'Hai bên');

/** Whoever else there is, of one side: of two the other one, of three or more all others. */
export const otherSides = (n: number) => (n > 2 ? 'các bên khác' : 'bên kia');

/** One of them. */
export const otherSide = (n: number) => (n > 2 ? 'bên khác' : 'bên kia');
