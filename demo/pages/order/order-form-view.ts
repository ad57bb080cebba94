import type { Draft, DraftErrors } from './draft.js';

/** What the order form shows, and what it can ask for. */
export interface OrderFormView {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly placing: boolean;
  /** Why the order was not taken. */
  readonly refusal: string | undefined;
  readonly change: (draft: Draft) => void;
  readonly submit: () => void;
}
