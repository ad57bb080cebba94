import type { TakenReply } from '../report-reader.ts';

/** What a guest who marks a mail as spam says: nothing more, please. Nobody answers to that. */
export function complaint(vendor: string, addresses: readonly unknown[]): readonly TakenReply[] {
  return addresses
    .filter((address) => typeof address === 'string' && /^[^\s@]+@[^\s@]+$/.test(address))
    .map((address) => ({ vendor, channel: 'email', from: String(address), wish: 'stop', text: '', isAnswered: true }));
}

/** A code of the vendor's, `Permanent`, `HardBounce`; other texts may hold an address. */
export function wordIn(value: unknown): string | undefined {
  return typeof value === 'string' && /^[\w-]{1,60}$/.test(value) ? value : undefined;
}
