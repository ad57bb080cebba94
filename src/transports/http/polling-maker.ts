import { safeUrl } from '../safe-url.js';
import type { OrderTransport } from '../transport.js';
import { refuse, type TransportEnvironment, type TransportMaker } from '../transport-maker.js';
import { pollingTransport } from './polling.js';

/** The tracker's options for reads over HTTP. */
export interface PollingOptions {
  /** `https://…/{id}`: polled while changes do not arrive by themselves, and for confirmation. */
  pollUrl?: string | undefined;
}

/** A transport that can certainly read. */
type Reader = Required<Pick<OrderTransport, 'read'>> & OrderTransport;

/** Makes the transport that only reads from the tracker's options. */
export const pollingMaker = {
  needs: 'poll-url',
  isConfigured: ({ pollUrl }) => Boolean(pollUrl),
  make({ pollUrl }: PollingOptions, environment: TransportEnvironment): Reader {
    if (!pollUrl) return refuse('poll-url is missing');
    return pollingTransport({ url: safeUrl('poll-url', pollUrl, 'http', environment), fetch: environment.fetch });
  },
} satisfies TransportMaker<PollingOptions>;
