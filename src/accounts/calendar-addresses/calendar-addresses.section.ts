import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';
import { CalendarAddressesQueries } from './calendar-addresses.queries.js';
import { OwnCalendarsView } from './calendar-addresses.view.js';

/** The addresses at which calendars read this account's deadlines. */
@Injectable()
export class CalendarAddressesSection implements AccountSection {
  constructor(private readonly addresses: CalendarAddressesQueries) {}

  async view({ frame, viewer, done }: OwnAccountPage): Promise<VNode> {
    return OwnCalendarsView({ frame, items: await this.addresses.of(viewer.userId), done });
  }
}
