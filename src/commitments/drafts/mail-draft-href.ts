import { commitmentHref } from '../parts/links.js';

/** The page on which what came over the link of a mail is taken over or discarded. */
export const mailDraftHref = (slug: string, code: string, id: number): string =>
  `${commitmentHref(slug, code)}/cap-nhat/thu/${id}`;
