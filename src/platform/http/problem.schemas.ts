import { integer, list, named, object, string } from './schema.js';

/** An error as programs read it. */
export interface ProblemAnswer {
  type: string;
  title: string;
  status: number;
  detail: string;
  instance: string;
  requestId: string;
  errors: FieldProblem[];
}

export interface FieldProblem {
  field: string;
  message: string;
}

export const problemSchema = named<ProblemAnswer>(
  'Problem',
  'A problem (RFC 9457)',
  object({
    type: string,
    title: string,
    status: integer,
    detail: string,
    instance: string,
    requestId: string,
    errors: list(object({ field: string, message: string })),
  }),
);
