import type { ComponentChildren, VNode } from 'preact';
import { Icon, type IconName } from '../../web/components/icon.js';
import { CommitmentName } from './commitment-name.view.js';
import type { CommitmentPageProps } from './commitment-page.types.js';

interface ActProps extends Pick<CommitmentPageProps, 'commitment' | 'frame'> {
  id: string;
  icon: IconName;
  title: string;
  /** Where it was refused it stays open, with what was chosen and typed. */
  open?: boolean;
  children: ComponentChildren;
}

/** Something to do: it opens, and says of what, and what it will do, before it can be sent. */
export function Act(props: ActProps): VNode {
  const { id, icon, title, open = false, children } = props;
  return (
    <details class="act" name="act" open={open}>
      <summary class="btn">
        <Icon name={icon} />
        <span>{title}</span>
        <Icon name="down" size={12} />
      </summary>
      <div class="act-panel" id={id}>
        <CommitmentName {...props} />
        {children}
      </div>
    </details>
  );
}

/** The side of the commitment for which the viewer speaks. */
export function ownSide({ commitment, frame }: Pick<CommitmentPageProps, 'commitment' | 'frame'>) {
  return commitment.sides.find(({ party }) => party === frame.viewer?.party?.code);
}
