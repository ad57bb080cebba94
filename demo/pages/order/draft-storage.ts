import { type Draft, emptyDraft } from './draft.js';

const key = 'trattoria-draft';

/** What was chosen in this tab before a reload. */
export function restoreDraft(): Draft {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(key) ?? 'null');
    return kept !== null && typeof kept === 'object' ? { ...emptyDraft, ...kept } : emptyDraft;
  } catch {
    // Storage may be forbidden, or hold something else: the guest then starts afresh.
    return emptyDraft;
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Without storage the draft lives as long as the page.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
