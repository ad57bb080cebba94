// The relay as an Edge Function: https://<project>.supabase.co/functions/v1/relay/<provider>. Its settings are secrets of
// the project (`supabase secrets set RELAY_SQUARE_SECRET=…`); demo/guides/relay.md lists them. Requests bear no JWT of
// Supabase but the provider's signature, so `verify_jwt` is off in config.toml. `npm run build` writes relay.js, which
// deno.json names: nothing is loaded from a registry by a name that others could publish under.

import { createRelay, settingsFromEnvironment, supabaseStore, unknownSettings } from 'order-status-tracker/relay';
import { hostedSecretKey } from '../_shared/hosted-project.ts';

declare const Deno: {
  readonly env: { get(name: string): string | undefined; toObject(): Record<string, string> };
  serve(handler: (request: Request) => Promise<Response>): void;
};
/** Supabase's runtime alone has it. */
declare const EdgeRuntime: { waitUntil(work: Promise<void>): void } | undefined;

const setting = (name: string) => Deno.env.get(name);
const url = setting('SUPABASE_URL') ?? '';

// Only told: a function that does not start would lose the webhooks of the settings that are right.
for (const fault of unknownSettings(Object.keys(Deno.env.toObject()))) console.warn(fault);

const relay = createRelay({
  publicUrl: `${url}/functions/v1/relay`,
  ...settingsFromEnvironment(setting),
  store: supabaseStore({ url, serviceKey: hostedSecretKey(setting) }),
  ...(typeof EdgeRuntime === 'object' && { waitUntil: (work) => EdgeRuntime.waitUntil(work) }),
});

Deno.serve((request) => relay(request));
