import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CALENDAR_FILE } from '../accounts/calendar-addresses/calendar-address.types.js';
import { Public } from '../identity/allow.js';
import { NotFound } from '../platform/errors.js';
import { AnswersFile } from '../platform/http/answers.js';
import { isAmong } from '../platform/http/etag.js';
import { CalendarFeed } from './calendar-feed.service.js';

/** What a calendar program reads: whoever has the address. A browser's session makes no difference here. */
@ApiTags('accounts')
@Public()
@Controller('api/v1/calendars')
export class CalendarFeedController {
  constructor(private readonly feed: CalendarFeed) {}

  @Get(':secret')
  @ApiOperation({ summary: 'Read deadlines as an iCalendar file, at a calendar address' })
  @AnswersFile('text/calendar', 'Deadlines as events of a whole day')
  async read(
    @Param('secret') file: string,
    @Headers('if-none-match') known: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!file.endsWith(CALENDAR_FILE)) throw new NotFound();
    const { tag, body } = await this.feed.at(file.slice(0, -CALENDAR_FILE.length));
    reply.headers({ etag: tag, 'cache-control': 'private, no-cache', 'x-robots-tag': 'noindex' });
    if (isAmong(tag, known)) return void reply.status(304).send();
    reply.headers({
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="thoi-han.ics"',
    });
    reply.send(await body());
  }
}
