import { Module, type DynamicModule } from '@nestjs/common';
import { FileStore, type StoreLimits } from './file-store.js';

@Module({})
export class StorageModule {
  /** @param dir of the files; it and what is in it belong to the program alone */
  static forRoot({ dir, limits }: { dir: string; limits: StoreLimits }): DynamicModule {
    const store = {
      provide: FileStore,
      useFactory: async () => {
        const files = new FileStore(dir, limits);
        await files.sweep();
        return files;
      },
    };
    return { module: StorageModule, global: true, providers: [store], exports: [FileStore] };
  }
}
