import { Module, type DynamicModule } from '@nestjs/common';
import { Mailer, type MailPlace } from './mailer.js';

@Module({})
export class MailModule {
  static forRoot(place: MailPlace): DynamicModule {
    return {
      module: MailModule,
      global: true,
      providers: [{ provide: Mailer, useFactory: () => new Mailer(place) }],
      exports: [Mailer],
    };
  }
}
