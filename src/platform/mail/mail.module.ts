import { Module, type DynamicModule } from '@nestjs/common';
import { Metrics } from '../metrics.js';
import { Mailer, type MailPlace } from './mailer.js';

@Module({})
export class MailModule {
  static forRoot(place: MailPlace): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [
        {
          provide: Mailer,
          useFactory: (metrics?: Metrics) => new Mailer(place, metrics),
          inject: [{ token: Metrics, optional: true }],
        },
      ],
      exports: [Mailer],
    };
  }
}
