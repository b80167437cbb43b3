import type { FastifyRequest } from 'fastify';

/** The pages from which one comes to report: My work, and the list as it was filtered. */
const places = /^\/(?:viec-cua-toi|[a-z0-9-]+\/cam-ket)(?:\?[!-~]{0,800})?$/;

/** Where one came from, as a form or an address says it; nothing where that is no such page. */
export const wayBack = (said = ''): string => (places.test(said) ? said : '');

/** The same by the page that led here. */
export function cameFrom({ headers, host }: FastifyRequest): string {
  const before = URL.parse(headers.referer ?? '');
  return before !== null && before.host === host ? wayBack(before.pathname + before.search) : '';
}
