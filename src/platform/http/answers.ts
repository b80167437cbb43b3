import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiResponse } from '@nestjs/swagger';
import { problemSchema } from './problem.schemas.js';
import { string, type JsonSchema, type NamedSchema } from './schema.js';

/** Where an operation brings the named schemas of its answers to the document, which then keeps them in one place. */
export const BROUGHT = 'x-brought-schemas';

/** A method that answers with T; or with nothing, where it sends T itself. */
type Answering<T> = (...args: never[]) => T | void | Promise<T | void>;
type AnsweringDecorator<T> = <M extends Answering<T>>(
  target: object,
  name: string | symbol,
  method: TypedPropertyDescriptor<M>,
) => void;

/** What a route answers with, and how it refuses. The compiler holds what the method returns against the schema. */
export function Answers<T>(
  status: 200 | 201 | 202,
  { description, json, parts }: NamedSchema<T>,
): AnsweringDecorator<T> {
  return applyDecorators(
    ApiResponse({ status, description, content: { 'application/json': { schema: json } } }),
    orWithProblem(parts),
  );
}

/** It is done, and there is nothing to say: 204. */
export function AnswersNothing(description: string): MethodDecorator {
  return applyDecorators(ApiResponse({ status: 204, description }), orWithProblem());
}

/** A file, of a text or, as `application/octet-stream`, of anything. */
export function AnswersFile(mediaType: string, description: string): MethodDecorator {
  const content = mediaType === 'application/octet-stream' ? {} : { schema: string.json };
  return applyDecorators(
    ApiResponse({ status: 200, description, content: { [mediaType]: content } }),
    orWithProblem(),
  );
}

/** A file in one of several formats, none of them JSON. */
export function AnswersFiles(mediaTypes: readonly string[], description: string): MethodDecorator {
  const content = Object.fromEntries(
    mediaTypes.map((mediaType) => [mediaType, mediaType.startsWith('text/') ? { schema: string.json } : {}]),
  );
  return applyDecorators(ApiResponse({ status: 200, description, content }), orWithProblem());
}

function orWithProblem(parts: Record<string, JsonSchema> = {}): MethodDecorator {
  const { description, json, parts: own } = problemSchema;
  return applyDecorators(
    ApiBearerAuth(),
    ApiResponse({
      status: 'default',
      description,
      content: { 'application/problem+json': { schema: json } },
    }),
    ApiExtension(BROUGHT, { ...parts, ...own }),
  );
}
