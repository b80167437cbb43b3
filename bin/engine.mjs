/**
 * How V8 runs the program, written out also in the Dockerfile and for systemd (docs/production.md). Young objects in small spaces: a third less
 * memory, for a little more collecting. And the old are collected once they have doubled, not only at four times as much.
 */
export const engine = ['--max-semi-space-size=4', '--heap-growing-percent=100'];
