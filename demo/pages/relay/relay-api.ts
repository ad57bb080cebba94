/** A provider that the page can play. */
export interface SampleProvider {
  readonly provider: string;
  readonly title: string;
  readonly isCourier: boolean;
  readonly steps: readonly { readonly word: string }[];
}

/** How a step comes: signed as the provider does, with a wrong key, with a word that has no meaning here, or not at all. */
export type How = 'signed' | 'forged' | 'unknown' | 'lost';

export interface Firing {
  readonly provider: string;
  readonly run: string;
  readonly startedAt: number;
  readonly step: number;
  readonly how: How;
  readonly order_id?: string;
}

/** What was sent, and what became of it. */
export interface Fired {
  readonly sent: {
    readonly url: string;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: string;
  } | null;
  readonly status?: number;
  readonly outcome?: string | null;
  readonly news?: readonly { readonly kind: string; readonly word?: string }[];
  /** The order and the secret of its link, once there is one. */
  readonly order: { readonly id: string; readonly capability: string } | null;
}

export async function loadSamples(): Promise<readonly SampleProvider[]> {
  return (await answerOf(await fetch('/api/relay/samples'))) as readonly SampleProvider[];
}

export async function fire(firing: Firing): Promise<Fired> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch('/api/relay/fire', { method: 'POST', headers, body: JSON.stringify(firing) });
  return (await answerOf(response)) as Fired;
}

/** Has the relay read back what it has not been told. */
export async function reconcile(): Promise<{ readonly asked: number; readonly read: number }> {
  const response = await fetch('/api/relay/reconcile', { method: 'POST' });
  return (await answerOf(response)) as { asked: number; read: number };
}

async function answerOf(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return response.json();
}
