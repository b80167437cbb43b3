import { Controller, Get, Redirect } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Allow } from '../identity/allow.js';
import { adminPages } from '../web/components/admin-tabs.js';

/** The administrator's entry in the menu leads to the first tab. */
@ApiExcludeController()
@Allow('admin')
@Controller('quan-tri')
export class AdminStartPages {
  @Get()
  @Redirect(adminPages.users, 303)
  start(): void {}
}
