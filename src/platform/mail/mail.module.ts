import { Module, type DynamicModule } from '@nestjs/common';
import { Metrics } from '../metrics.js';
import { MailPace } from './mail-pace.js';
import { MailSettings } from './mail-settings.js';
import { Mailer, type MailPlace } from './mailer.js';

@Module({})
export class MailModule {
  static forRoot(place: MailPlace): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [
        MailSettings,
        MailPace,
        {
          provide: Mailer,
          useFactory: (pace: MailPace, metrics?: Metrics) => new Mailer(place, metrics, pace),
          inject: [MailPace, { token: Metrics, optional: true }],
        },
      ],
      exports: [Mailer, MailSettings, MailPace],
    };
  }
}
