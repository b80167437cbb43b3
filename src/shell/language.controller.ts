import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/allow.js';
import { Config } from '../config/config.js';
import { NotFound } from '../platform/errors.js';
import { BackField } from '../platform/http/input.js';
import { LANGUAGE_COOKIE } from '../platform/http/language.js';
import { seeOther } from '../platform/http/redirect.js';

class BackDto {
  @BackField() back = '/';
}

const YEAR_SECONDS = 31_536_000;

/** The switch of language: remembered in a cookie. */
@ApiExcludeController()
@Public()
@Controller('ngon-ngu')
export class LanguageController {
  constructor(private readonly config: Config) {}

  @Get(':language')
  choose(@Param('language') language: string, @Query() { back }: BackDto, @Res() reply: FastifyReply): void {
    if (language !== 'vi' && language !== 'en') throw new NotFound();
    reply.setCookie(LANGUAGE_COOKIE, language, {
      path: '/',
      maxAge: YEAR_SECONDS,
      sameSite: 'lax',
      httpOnly: true,
      secure: this.config.secureCookies,
    });
    seeOther(reply, back);
  }
}
