import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Public } from '../identity/allow.js';
import { Config } from '../config/config.js';
import { NotFound } from '../platform/errors.js';
import { BackField } from '../platform/http/input.js';
import { isLanguage } from '../platform/http/language.js';
import { seeOther } from '../platform/http/redirect.js';
import { rememberLanguage } from './remember-language.js';

class BackDto {
  @BackField() back = '/';
}

/** The switch of language: remembered in a cookie. */
@ApiExcludeController()
@Public()
@Controller('ngon-ngu')
export class LanguageController {
  constructor(private readonly config: Config) {}

  @Get(':language')
  choose(@Param('language') language: string, @Query() { back }: BackDto, @Res() reply: FastifyReply): void {
    if (!isLanguage(language)) throw new NotFound();
    rememberLanguage(reply, language, this.config.secureCookies);
    seeOther(reply, back);
  }
}
