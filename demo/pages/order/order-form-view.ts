import type { ContactsView } from './contacts-view.js';
import type { Draft, DraftErrors } from './draft.js';

/** The state that the order form shows, and its callbacks. */
export interface OrderFormView extends ContactsView {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly placing: boolean;
  /** Why the order was not taken. */
  readonly refusal: string | undefined;
  readonly change: (draft: Draft) => void;
  readonly submit: () => void;
}
