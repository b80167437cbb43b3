import { applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiResponse } from '@nestjs/swagger';

/** What a route answers with, by the name of its schema in the OpenAPI document, and how it refuses. */
export function Answers(status: 200 | 201, schema: string): MethodDecorator {
  return applyDecorators(
    ApiBearerAuth(),
    ApiResponse({
      status,
      content: { 'application/json': { schema: { $ref: `#/components/schemas/${schema}` } } },
    }),
    ApiResponse({
      status: 'default',
      description: 'A problem, by RFC 9457',
      content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
    }),
  );
}
