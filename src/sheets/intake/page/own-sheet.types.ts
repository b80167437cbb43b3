import type { SheetPageProps } from '../../page/sheet-page.types.js';
import type { IntakeFacts } from '../intake.queries.js';
import type { Mapping } from '../own.types.js';

export interface OwnSheetProps extends SheetPageProps {
  facts: IntakeFacts;
  /** As it is understood, or as it was filled in just now; null while the file has not been looked at. */
  mapping: (Mapping & { typedReviewOn?: string }) | null;
  /** Another sheet or row of headings is looked at than the one that was read: its rows are not there yet. */
  isAnother: boolean;
}
