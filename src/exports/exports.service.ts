import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Readable } from 'node:stream';
import type { RequestScope } from '../identity/scope.js';
import { Clock } from '../platform/clock.js';
import { attachmentNamed } from '../platform/http/attachment.js';
import { mediaTypes } from './answers.js';
import { csvPages } from './csv-pages.js';
import { fileName } from './facts.js';
import type { ExportFormat, ExportTable, PictureFormat, TableFormat } from './export.types.js';
import { madeInThread } from './in-thread.js';
import { pictureSvg } from './picture.js';
import type { Picture } from './picture.types.js';
import { workbookOf } from './workbook.js';

/** Sends lists and charts as files. What may be read, and which rows there are, is the page's own query's to say. */
@Injectable()
export class Exports {
  constructor(private readonly clock: Clock) {}

  /** @throws RuleBroken where there are more rows than a file of that format holds; Busy where many files are being made */
  async table(
    reply: FastifyReply,
    scope: RequestScope,
    format: TableFormat,
    table: ExportTable,
  ): Promise<void> {
    const reader = this.reader(scope);
    const body =
      format === 'csv'
        ? // What is refused is refused before anything is sent.
          Readable.from(await csvPages(table, reader), { objectMode: false })
        : await workbookOf(table, reader);
    await this.send(reply, format, fileName(table.facts, format), body);
  }

  /** @throws Busy where many pictures are being drawn */
  async picture(
    reply: FastifyReply,
    scope: RequestScope,
    format: PictureFormat,
    picture: Picture,
  ): Promise<void> {
    const svg = pictureSvg(picture, this.reader(scope));
    const body = format === 'svg' ? svg : await madeInThread('picture', { svg, withLetters: true });
    await this.send(reply, format, fileName(picture.facts, format), body);
  }

  private reader({ actor, language }: RequestScope) {
    return {
      language,
      by: actor.name[language],
      at: this.clock.now().toISOString(),
      today: this.clock.today(),
      demo: this.clock.settable,
    };
  }

  /** Kept by nobody in between, and taken for nothing but what it is. */
  private async send(
    reply: FastifyReply,
    format: ExportFormat,
    name: string,
    body: string | Buffer | Readable,
  ): Promise<void> {
    await reply
      .status(200)
      .headers({
        'content-type': `${mediaTypes[format]}${isText(format) ? '; charset=utf-8' : ''}`,
        'content-disposition': attachmentNamed(name),
        'cache-control': 'private, no-store',
        'x-content-type-options': 'nosniff',
      })
      .send(body);
  }
}

const isText = (format: ExportFormat) => format === 'csv' || format === 'svg';
