import { Global, Module } from '@nestjs/common';
import { Exports } from './exports.service.js';

/** Lists and charts as files, for every room that has any. */
@Global()
@Module({ providers: [Exports], exports: [Exports] })
export class ExportsModule {}
