import { loadDemoConfig } from '../shared/demo-config.js';
import { createTracker } from '../shared/guest-tracker.js';
import { isRememberingWanted } from '../shared/remember-choice.js';

/** Shows a guest who comes back the order that this device still follows. Without one, the element shows nothing. */
export async function showOpenOrder(place: Element | null): Promise<void> {
  if (!isRememberingWanted()) return;
  try {
    const tracker = createTracker(await loadDemoConfig(), null);
    tracker.setAttribute('remember', 'device');
    place?.append(tracker);
  } catch {
    // The menu does not need it.
  }
}
