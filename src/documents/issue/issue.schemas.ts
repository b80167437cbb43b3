import { day, instant, integer, named, nullable, object, string, text } from '../../platform/http/schema.js';
import type { IssueItem } from './issue.types.js';

export const issueSchema = named<IssueItem>(
  'DocumentIssue',
  'What stands on the paper that went out, as an office entered it, and the signed copy; a correction is an entry of its own',
  object({
    entry: integer,
    number: string,
    issuedOn: day,
    signerPost: string,
    signerName: nullable(string),
    reason: nullable(string),
    at: instant,
    by: text,
    file: object({ name: string, mediaType: string, size: integer, sha256: string, href: string }),
  }),
);
