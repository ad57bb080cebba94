import * as v from 'valibot';
import { fulfilments } from '../../../src/order/status.js';
import { type Draft, emptyDraft, testCards } from './draft.js';

const key = 'trattoria-draft';

const draftSchema = v.object({
  quantities: v.record(v.string(), v.pipe(v.number(), v.integer(), v.minValue(1))),
  fulfilment: v.picklist(fulfilments),
  table: v.string(),
  card: v.picklist(testCards),
});

/** Restores the draft that this tab kept before a reload. */
export function restoreDraft(): Draft {
  try {
    return v.parse(draftSchema, JSON.parse(sessionStorage.getItem(key) ?? ''));
  } catch {
    // No draft was kept, storage is forbidden, or the value is invalid. The guest starts with an empty draft.
    return emptyDraft;
  }
}

export function keepDraft(draft: Draft): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(draft));
  } catch {
    // Without storage the draft is lost on reload.
  }
}

export function forgetDraft(): void {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // Storage is forbidden, so no draft was kept.
  }
}
