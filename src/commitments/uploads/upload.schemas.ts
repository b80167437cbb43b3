import { instant, integer, named, object, string } from '../../platform/http/schema.js';
import type { UploadState } from './upload.types.js';

export const uploadSchema = named<UploadState>(
  'Upload',
  'A file that is being uploaded, for a report on a commitment',
  object({
    id: integer,
    commitmentId: integer,
    name: string,
    length: integer,
    offset: integer,
    expiresAt: instant,
  }),
);
