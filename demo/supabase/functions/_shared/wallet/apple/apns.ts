import http2 from 'node:http2';
import type { CardOutcome } from '../wallet-cards.ts';

export interface ApnsSettings {
  /** `https://api.push.apple.com`. */
  readonly origin: string;
  /** The order type identifier. */
  readonly topic: string;
  /** PEM: the certificate of the order type and its key. */
  readonly certificate: string;
  readonly key: string;
  /** PEM of the authority that the server's certificate is checked against. Default: those of the system. */
  readonly authority?: string | undefined;
  /** Milliseconds until a push that is not answered counts as failed. Default 10 s. */
  readonly timeout?: number;
}

/** Tells a device that an order has changed. */
export type PushToDevice = (pushToken: string) => Promise<CardOutcome>;

/**
 * Pushes through Apple's push service: HTTP/2, with the order type's own certificate, an empty payload, the order type
 * as topic ("Register a device for update notifications", developer.apple.com/documentation/walletorders). One
 * connection for as many pushes as come within a minute.
 */
export function createApns(settings: ApnsSettings): { push: PushToDevice; close(): void } {
  let session: http2.ClientHttp2Session | undefined;

  function connected(): http2.ClientHttp2Session {
    if (session && !session.closed && !session.destroyed) return session;
    const opened = http2.connect(settings.origin, {
      cert: settings.certificate,
      key: settings.key,
      ...(settings.authority !== undefined && { ca: settings.authority }),
    });
    // Each request hears of it by itself.
    opened.on('error', () => undefined);
    opened.setTimeout(60_000, () => opened.close());
    session = opened;
    return opened;
  }

  const push: PushToDevice = (pushToken) => {
    return new Promise((resolve) => {
      const request = connected().request({
        ':method': 'POST',
        ':path': `/3/device/${pushToken}`,
        'apns-topic': settings.topic,
        'content-type': 'application/json',
      });
      let status = 0;
      let reason = '';
      request.setEncoding('utf8');
      request.setTimeout(settings.timeout ?? 10_000, () => request.close(http2.constants.NGHTTP2_CANCEL));
      request.on('response', (headers) => {
        status = Number(headers[':status']);
      });
      request.on('data', (text: string) => {
        if (reason.length < 1000) reason += text;
      });
      request.on('error', () => resolve('failed'));
      request.on('close', () => resolve(outcomeOf(status, reason)));
      request.end('{}');
    });
  };

  return { push, close: () => session?.close() };
}

/** "Handling notification responses from APNs": 410, or a token that is none, will never be reached again. */
function outcomeOf(status: number, reason: string): CardOutcome {
  if (status === 200) return 'told';
  if (status === 410 || /BadDeviceToken|DeviceTokenNotForTopic/.test(reason)) return 'gone';
  return 'failed';
}
