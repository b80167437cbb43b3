import { ValidationPipe } from '@nestjs/common';
import { Transform } from 'class-transformer';
import { ValidateBy, type ValidationError, type ValidationOptions } from 'class-validator';
import { applyDecorators } from '@nestjs/common';
import { Malformed } from '../errors.js';

// Control characters that no office text needs; PostgreSQL cannot store NUL at all.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
const loneSurrogate = /\p{Surrogate}/u;

/** Text of at most `max` characters, brought to NFC with plain line ends. */
export function PlainText(max: number, options?: ValidationOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) =>
      typeof value === 'string' ? value.normalize('NFC').replace(/\r\n?/g, '\n').trim() : value,
    ),
    ValidateBy(
      {
        name: 'plainText',
        validator: {
          validate: (value) =>
            typeof value === 'string' &&
            value.length <= max &&
            !forbidden.test(value) &&
            !loneSurrogate.test(value),
          defaultMessage: () => `must be text of at most ${max} characters without control characters`,
        },
      },
      options,
    ),
  );
}

/** Input is validated once, here, by the classes that name it. */
export const inputPipe = new ValidationPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) => new Malformed(errors.flatMap((error) => faultsOf(error))),
});

function faultsOf(error: ValidationError, path = ''): { field: string; message: string }[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
}
