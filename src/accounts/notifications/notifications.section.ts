import { Injectable } from '@nestjs/common';
import type { VNode } from 'preact';
import type { Viewer } from '../../identity/viewer.js';
import { Clock } from '../../platform/clock.js';
import { formValues } from '../../platform/http/forms.js';
import type { AccountSection, OwnAccountPage } from '../own/account-section.js';
import { NotificationSettingsQueries } from './notification-settings.queries.js';
import { NotificationsView } from './notifications.view.js';

/** Reminders: daily or weekly, a pause, a stand-in. Not for those who get none. */
@Injectable()
export class NotificationsSection implements AccountSection {
  constructor(
    private readonly queries: NotificationSettingsQueries,
    private readonly clock: Clock,
  ) {}

  async view({ request, frame, viewer, errors, done }: OwnAccountPage): Promise<VNode | null> {
    if (!isReminded(viewer)) return null;
    const today = this.clock.today();
    const [settings, candidates, lapsed] = await Promise.all([
      this.queries.of(viewer, today),
      this.queries.candidates(viewer, today),
      this.queries.lapsed(viewer, today),
    ]);
    const typed = formValues(request.body);
    const values = 'frequency' in typed ? typed : { ...settings };
    return NotificationsView({ frame, values, candidates, lapsed, errors, saved: done === 'notifications' });
  }
}

const isReminded = ({ role }: Viewer) => role !== 'auditor' && role !== 'admin';
