import { Module, type DynamicModule } from '@nestjs/common';
import type { QueuePlace } from './backends.js';
import { Metrics } from '../metrics.js';
import { Queues } from './queues.js';

@Module({})
export class QueueModule {
  static forRoot(place: QueuePlace): DynamicModule {
    return {
      module: QueueModule,
      global: true,
      providers: [
        {
          provide: Queues,
          useFactory: (metrics?: Metrics) => new Queues(place, metrics),
          inject: [{ token: Metrics, optional: true }],
        },
      ],
      exports: [Queues],
    };
  }
}
