import type { ContactChannel } from '../shared/contacts.js';
import type { OfferedChannels } from './offered-channels.js';

/** What the guest has ticked; a way that is not among them is not ticked. An address is as typed, or a subscription. */
export type ContactDraft = Readonly<Partial<Record<ContactChannel, { readonly address: string }>>>;

/** The boxes and their callbacks. */
export interface ContactsView {
  readonly offered: OfferedChannels;
  readonly contacts: ContactDraft;
  /** Why the box for pushes is not ticked any more. */
  readonly pushProblem: string | undefined;
  readonly changeContacts: (contacts: ContactDraft) => void;
  readonly wantPush: (isWanted: boolean) => void;
}
