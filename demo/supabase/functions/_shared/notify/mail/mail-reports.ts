import type { ReadSetting } from '../../hosted-project.ts';
import type { DeliveryReport } from '../sender.ts';

/** What a reader of reports needs beside the request. */
export interface ReportSettings {
  readonly read: ReadSetting;
  readonly fetch: typeof fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Reads what a vendor reports of its mails, once the request is proved to be the vendor's. */
export interface ReportReader {
  readonly vendor: string;
  /**
   * `unsigned`: the request is not proved to be the vendor's, or the setting that could prove it is missing.
   * `unreadable`: it is, and cannot be understood. No report: it says nothing of a delivery.
   */
  read(
    request: { readonly headers: Headers },
    body: string,
    settings: ReportSettings,
  ): Promise<readonly DeliveryReport[] | 'unsigned' | 'unreadable'>;
}

export function objectIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return objectOf(JSON.parse(json));
  } catch {
    return undefined;
  }
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}

export function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** A code of the vendor's, `Permanent`, `HardBounce`; other texts may hold an address. */
export function wordIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,60}$/.test(value) ? value : undefined;
}

/** Whether two secret texts are equal, in a time that tells nothing of where they differ. */
export async function isSameSecret(one: string, other: string): Promise<boolean> {
  const hash = async (text: string) =>
    new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
  const [first, second] = await Promise.all([hash(one), hash(other)]);
  return first.every((byte, at) => byte === second[at]);
}
