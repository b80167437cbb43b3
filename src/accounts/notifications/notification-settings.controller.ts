import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ByOneself } from '../../identity/by-oneself.js';
import { AllowSignedIn } from '../../identity/allow.js';
import { Scope } from '../../identity/request.js';
import { RequestScope } from '../../identity/scope.js';
import { dayOf } from '../../platform/clock.js';
import { Answers } from '../../platform/http/answers.js';
import { NotificationSettingsDto } from './notification-settings.dto.js';
import { NotificationSettingsQueries } from './notification-settings.queries.js';
import { notificationSettingsSchema } from './notification-settings.schemas.js';
import { NotificationSettingsService } from './notification-settings.service.js';
import type { NotificationSettings } from './notification-settings.types.js';

/** How one's own account is reminded. */
@ApiTags('accounts')
@AllowSignedIn()
@ByOneself()
@Controller('api/v1/me/notification-settings')
export class NotificationSettingsController {
  constructor(
    private readonly queries: NotificationSettingsQueries,
    private readonly settings: NotificationSettingsService,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Read one’s own notification settings' })
  @Answers(200, notificationSettingsSchema)
  read(@Scope() { viewer, at }: RequestScope): Promise<NotificationSettings> {
    return this.queries.of(viewer, dayOf(at));
  }

  @Put()
  @ApiOperation({ summary: 'Change one’s own notification settings' })
  @Answers(200, notificationSettingsSchema)
  change(
    @Scope() scope: RequestScope,
    @Body() given: NotificationSettingsDto,
  ): Promise<NotificationSettings> {
    return this.settings.change(scope, given);
  }
}
