/** What the server adds to a notification. */
export interface MessageData {
  /** The id of the message: the secret by which the server knows that it was shown. */
  readonly message: string;
  readonly kind: string;
  readonly order_id: string;
  /** Where to tell that it was shown or clicked. */
  readonly seen: string;
}

/** A message about an order. */
export interface PushMessage {
  readonly title: string;
  readonly options: NotificationOptions & { readonly data: MessageData & { readonly navigate: string } };
}

/**
 * Reads a declarative push message (W3C Push API) with our own data. Undefined if it is none: the worker may be part of
 * a site's own, whose pushes are none of its business.
 */
export function readPushMessage(text: string): PushMessage | undefined {
  try {
    const { web_push: version, notification } = JSON.parse(text);
    const { title, navigate, data, ...options } = notification;
    const read = readMessageData(data);
    if (version !== 8030 || !read || typeof title !== 'string' || !/^https?:/.test(navigate)) return undefined;
    return { title, options: { ...options, data: { ...read, navigate } } };
  } catch {
    return undefined;
  }
}

/** Undefined if it is not ours. */
export function readMessageData(data: unknown): MessageData | undefined {
  const { message, kind, order_id, seen, navigate } = Object(data) as Record<string, unknown>;
  return [message, kind, order_id, seen].every((text) => typeof text === 'string')
    ? ({ message, kind, order_id, seen, navigate } as unknown as MessageData)
    : undefined;
}
