import { Module } from '@nestjs/common';
import { CommitmentsModule } from '../commitments/commitments.module.js';
import { ExceptionsController } from './exceptions.controller.js';
import { ExceptionsExports } from './exceptions.exports.js';
import { ExceptionsPages } from './exceptions.pages.js';
import { ExceptionQueries } from './exceptions.queries.js';

@Module({
  imports: [CommitmentsModule],
  controllers: [ExceptionsController, ExceptionsExports, ExceptionsPages],
  providers: [ExceptionQueries],
})
export class ExceptionsModule {}
