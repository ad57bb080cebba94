/** The APIs of the providers that the demo plays: they answer with what the last step left. Nothing leaves this machine. */
export class SampleApis {
  /** By the provider's id of the order, which is the last part of each address, or what Deliverect is asked for. */
  readonly #answers = new Map<string, { readonly answer: object; readonly at: string }>();

  /** @param most how many orders are kept */
  constructor(readonly most = 200) {}

  /** @param at when it is so, by the provider's clock */
  set(externalId: string, answer: object, at: string): void {
    this.#answers.delete(externalId);
    this.#answers.set(externalId, { answer, at });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > this.most && oldest !== undefined) this.#answers.delete(oldest);
  }

  /** In the place of `fetch`. */
  readonly fetch: typeof fetch = async (input) => {
    const { pathname, searchParams } = new URL(input instanceof Request ? input.url : input);
    const where = JSON.parse(searchParams.get('where') ?? '{}') as { readonly channelOrderId?: string };
    const id = where.channelOrderId ?? decodeURIComponent(pathname.split('/').at(-1) ?? '').replace(/\.json$/, '');
    const known = this.#answers.get(id);
    const headers = { Date: new Date(known?.at ?? 0).toUTCString() };
    return known ? Response.json(known.answer, { headers }) : Response.json({ error: 'not found' }, { status: 404 });
  };
}
