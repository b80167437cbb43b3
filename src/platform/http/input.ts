import {
  applyDecorators,
  Injectable,
  ValidationPipe,
  type ArgumentMetadata,
  type PipeTransform,
} from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  IsBoolean,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateBy,
  type ValidationError,
  type ValidationOptions,
} from 'class-validator';
import { DAYS, isDay } from '../clock.js';
import { Malformed, NotFound } from '../errors.js';
import { isMailAddress } from '../mail/mail-address.js';
import { hasTowerOfMarks, plainText } from '../text.js';
import { readTypedDay } from '../typed-day.js';

// Control characters that no office text needs; PostgreSQL cannot store NUL at all.
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
const loneSurrogate = /\p{Surrogate}/u;

/** Text of at most `max` characters, brought to NFC with plain line ends. */
export function PlainText(max: number, options?: ValidationOptions): PropertyDecorator {
  return applyDecorators(
    Transform(({ value }) => (typeof value === 'string' ? plainText(value, max) : value)),
    ValidateBy(
      {
        name: 'plainText',
        constraints: [max],
        validator: {
          validate: (value) =>
            typeof value === 'string' &&
            value.length <= max &&
            !hasTowerOfMarks(value) &&
            !forbidden.test(value) &&
            !loneSurrogate.test(value),
          defaultMessage: () =>
            `must be text of at most ${max} characters, without control characters or more than 30 marks on a letter`,
        },
      },
      // How much it may be is what a form tells whoever typed more.
      { ...options, context: { most: max } },
    ),
  );
}

class InputPipe extends ValidationPipe {
  /** Those of queries that were found in order with nothing in them: each time again, it would cost more than the answer. */
  private readonly soundWhenEmpty = new Set<unknown>();

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    const { type, metatype } = metadata;
    if (type !== 'query' || !metatype || !isEmpty(value)) return super.transform(value, metadata);
    if (this.soundWhenEmpty.has(metatype)) return new metatype();
    const read = await super.transform(value, metadata);
    this.soundWhenEmpty.add(metatype);
    return read;
  }

  /** Parts of the address stay text until their own pipe has looked at them: `0x1` is no id. */
  protected override transformPrimitive(value: unknown, metadata: ArgumentMetadata): unknown {
    return metadata.type === 'param' ? value : super.transformPrimitive(value, metadata);
  }
}

const isEmpty = (value: unknown) =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

/** As many as anybody would mend at once. */
const MOST_FAULTS = 20;

/** Input is validated once, here, by the classes that name it. */
export const inputPipe = new InputPipe({
  transform: true,
  whitelist: true,
  forbidNonWhitelisted: true,
  forbidUnknownValues: true,
  stopAtFirstError: true,
  exceptionFactory: (errors) =>
    new Malformed(
      errors
        .slice(0, MOST_FAULTS)
        .flatMap((error) => faultsOf(error))
        .slice(0, MOST_FAULTS),
    ),
});

function faultsOf(error: ValidationError, path = ''): { field: string; message: string }[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((message) => ({ field, message }));
  return [...own, ...(error.children ?? []).flatMap((child) => faultsOf(child, field))];
}

/** An e-mail address. */
export function EmailAddress(): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && isMailAddress(value);
  return ValidateBy({
    name: 'isEmail',
    validator: { validate, defaultMessage: () => 'must be an e-mail address' },
  });
}

/** A day as `isDay` has it. */
export function IsDay(options?: ValidationOptions): PropertyDecorator {
  const defaultMessage = () => `must be a day such as 2019-11-20, from ${DAYS.first} to ${DAYS.last}`;
  return ValidateBy({ name: 'day', validator: { validate: isDay, defaultMessage } }, options);
}

const ofForm = Transform(({ value }) => {
  const read = typeof value === 'string' ? readTypedDay(value) : { fault: 'shape' };
  return 'day' in read ? read.day : value;
});

/** A day in a form, as people type it. */
export function TypedDay(): PropertyDecorator {
  return applyDecorators(ofForm, IsDay());
}

/**
 * The same in the address of a page, of a class that names its days as programs write them: what is no day stays as it was
 * typed, for the page to say so beside its box (`soundDays`).
 */
export function DaysAsTyped(...names: string[]): ClassDecorator {
  const validate = (value: unknown) => typeof value === 'string' && value.length <= 200;
  const asTyped = applyDecorators(
    Optional(),
    ofForm,
    ValidateBy({ name: 'dayAsTyped', validator: { validate } }),
  );
  return ({ prototype }) => {
    for (const name of names) asTyped(prototype as object, name);
  };
}

/** `true` or `false`, as query strings write them. */
export function BooleanText(): PropertyDecorator {
  const readings = new Map<unknown, boolean>([
    ['true', true],
    ['false', false],
  ]);
  return applyDecorators(
    Transform(({ value }: { value: unknown }) => readings.get(value) ?? value),
    IsBoolean({ message: 'must be true or false' }),
  );
}

/** A whole number as query strings and forms write it. */
export function NumberText(): PropertyDecorator {
  const isNumber = (value: unknown): value is string =>
    typeof value === 'string' && /^-?\d{1,15}$/.test(value);
  return Transform(({ value }) => (isNumber(value) ? Number(value) : value));
}

/** How many of a list are asked for at once. */
export function PageLimit(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 50 }),
    Optional(),
    NumberText(),
    IsInt(),
    Min(1),
    Max(100),
  );
}

/** The id of a row: 400 where it is no number, 404 where no row can have it. */
@Injectable()
export class RowId implements PipeTransform<string, number> {
  transform(value: string, { data }: ArgumentMetadata): number {
    if (!/^\d+$/.test(value)) throw new Malformed([{ field: data ?? 'id', message: 'must be a number' }]);
    const id = Number(value);
    if (id < 1 || id > 2_147_483_647) throw new NotFound();
    return id;
  }
}

/** Not given, or given empty as forms do, or as null as programs do: no value. */
export function Optional(): PropertyDecorator {
  const emptyIsNone = Transform(({ value }) => (value === '' || value === null ? undefined : value));
  const optional = IsOptional();
  return (target, key) => {
    emptyIsNone(target, key);
    optional(target, key);
  };
}

/** A path of our own to go back to; anything else is the start page. */
export function BackField(): PropertyDecorator {
  const isOwn = (value: unknown) =>
    typeof value === 'string' && /^\/(?![/\\])[^\s\\]*$/.test(value) && value.length <= 2000;
  return applyDecorators(
    Transform(({ value }) => (isOwn(value) ? (value as string) : '/')),
    IsOptional(),
  );
}
