import { Module } from '@nestjs/common';
import { GuidePages } from './guide.pages.js';

@Module({ controllers: [GuidePages] })
export class GuidesModule {}
