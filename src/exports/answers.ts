import { applyDecorators, type PipeTransform } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { ApiParam } from '@nestjs/swagger';
import { NotFound } from '../platform/errors.js';
import { AnswersFiles } from '../platform/http/answers.js';
import { exportFormats, tableFormats, type ExportFormat } from './export.types.js';

export const mediaTypes: Record<ExportFormat, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  svg: 'image/svg+xml',
  png: 'image/png',
};

/** A route that answers with a list as a file; its path ends in `.:format`. */
export const AnswersTable = (): MethodDecorator => answersIn(tableFormats, 'The list as a file');

/** The same of a list that is a chart too. */
export const AnswersTableOrPicture = (): MethodDecorator =>
  answersIn(exportFormats, 'The figures as a file, or the chart as a picture');

function answersIn(formats: readonly ExportFormat[], description: string): MethodDecorator {
  return applyDecorators(
    RouteConfig({ isFile: true }),
    ApiParam({ name: 'format', enum: [...formats] }),
    AnswersFiles(
      formats.map((format) => mediaTypes[format]),
      description,
    ),
  );
}

/** A part of the address that is one of a few words; there is nothing at any other. */
export function oneOf<Word extends string>(words: readonly Word[]): PipeTransform<string, Word> {
  return {
    transform: (given) => {
      const word = words.find((one) => one === given);
      if (word === undefined) throw new NotFound();
      return word;
    },
  };
}
