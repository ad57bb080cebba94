import type { Message } from './provider.js';
import type { ProviderEvent } from './provider-event.js';
import type { Configured } from './providers/index.js';
import type { RelayNews } from './relay-news.js';
import { sha256, toHex } from './signature/bytes.js';
import { idIn, toEvent } from './to-event.js';

/** What a checked message says, as events for the store; `unusable-id` stands for an event about an order without a usable one. */
export async function messageEvents(
  message: Message,
  payload: unknown,
  target: Configured,
  restaurant: string | undefined,
  now: number,
  onNews: (news: RelayNews) => void,
): Promise<readonly (ProviderEvent | 'unusable-id')[]> {
  const notices = target.provider.read(payload, message);
  const hash = toHex(await sha256(message.body));
  return notices.flatMap((notice, index): readonly (ProviderEvent | 'unusable-id')[] => {
    const restaurantId = restaurantOf(target, idIn(notice.location), restaurant);
    if (restaurantId === undefined) {
      onNews({ kind: 'unknown-location', provider: target.name, location: idIn(notice.location) ?? '' });
      return [];
    }
    const event = toEvent(notice, target, now);
    if (event === 'unusable-id') return [event];
    // Without an id of its own, equal bytes are one event.
    const eventId = event?.eventId ?? `sha256-${hash}-${index}`;
    const { isUnsure = false } = notice;
    return event ? [{ ...event, eventId, restaurantId, provider: target.name, ...(isUnsure && { isUnsure }) }] : [];
  });
}

/** The restaurant of a location; undefined if there is none. */
export function restaurantOf(
  { settings }: Configured,
  location: string | undefined,
  restaurant: string | undefined,
): string | undefined {
  const own = settings.restaurant ?? restaurant;
  if (typeof own !== 'object') return own;
  return location !== undefined && Object.hasOwn(own, location) ? own[location] : undefined;
}
