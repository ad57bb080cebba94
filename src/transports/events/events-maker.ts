import { safeUrl } from '../safe-url.js';
import { refuse, type TransportMaker } from '../transport-maker.js';
import { type EventsHello, eventsTransport } from './events.js';

/** The tracker's options for Server-Sent Events. */
export interface EventsOptions {
  /** `https://…`; `{id}` and `{token}` are replaced, encoded. */
  eventsUrl?: string | undefined;
  /** What is sent, by POST, to that URL once the stream is open, where a server wants that: PocketBase. */
  eventsHello?: EventsHello | undefined;
}

/** Makes the transport for Server-Sent Events from the tracker's options. */
export const eventsMaker: TransportMaker<EventsOptions> = {
  needs: 'events-url',
  isConfigured: ({ eventsUrl }) => Boolean(eventsUrl),
  make({ eventsUrl, eventsHello: hello }, environment) {
    if (!eventsUrl) return refuse('events-url is missing');
    return eventsTransport({
      url: safeUrl('events-url', eventsUrl, 'http', environment),
      hello: hello ?? undefined,
      fetch: environment.fetch,
    });
  },
};
