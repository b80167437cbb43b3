import type { ComponentChildren, VNode } from 'preact';
import { AdminTabs, type AdminPage as Tab } from '../web/components/admin-tabs.js';
import { DoneBar, type DoneWords } from '../web/components/done-bar.js';
import { PageHead } from '../web/components/section.js';
import type { Frame } from '../web/frame.js';
import { Page } from '../web/layout.js';

export interface AdminPageProps {
  frame: Frame;
  tab: Tab;
  title: string;
  note?: ComponentChildren;
  /** Links and buttons beside the title. */
  actions?: ComponentChildren;
  /** What was just done. */
  done?: DoneWords;
  children: ComponentChildren;
}

/** A page of the administrator: its tabs, its title, what was just done. */
export function AdminPage({ frame, tab, title, note, actions, done, children }: AdminPageProps): VNode {
  return (
    <Page {...frame} active="admin" title={title}>
      <PageHead title={title} note={note}>
        {actions}
      </PageHead>
      <AdminTabs active={tab} frame={frame} />
      <DoneBar done={done} />
      {children}
    </Page>
  );
}
