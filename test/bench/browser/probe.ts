/** When a card showed a status, by the computer's clock in milliseconds. */
export interface Shown {
  /** The end of the first frame in which the card says the status: in its headline, or above a headline that says the time. */
  readonly painted: number;
  /** The end of the first frame in which that text is at least half opaque. */
  readonly legible: number;
}

export interface Probe {
  /** Starts to wait for a status of this order's card. */
  want(orderId: string, text: string): void;
  /** Resolves when the wanted status is legible. */
  shown(): Promise<Shown>;
  /** Resolves when this order's card says that it is live. */
  live(orderId: string): Promise<number>;
  /** The parts of long tasks beyond 50 ms, in milliseconds. */
  blocked(): number;
}

export type ProbedWindow = typeof globalThis & { readonly probe: Probe };

/**
 * Runs in the page, before its scripts. It watches the document and every shadow root, and looks only when something
 * changed, so that the page has no frames that it would not have without it.
 */
export function installProbe(): void {
  const clock = () => performance.timeOrigin + performance.now();
  const { port1, port2 } = new MessageChannel();
  const afterFrame: (() => void)[] = [];
  port1.onmessage = () => {
    for (const run of afterFrame.splice(0)) run();
  };
  const nativeFrame = requestAnimationFrame.bind(globalThis);
  let isInFrame = false;
  /** Runs at the end of a frame: a message that is posted during a frame arrives after it was painted. */
  const atEndOfFrame = (run: () => void) => {
    afterFrame.push(run);
    port2.postMessage(undefined);
  };
  const inFrame = (run: (now: number) => void) =>
    nativeFrame((now) => {
      isInFrame = true;
      atEndOfFrame(() => {
        isInFrame = false;
      });
      run(now);
    });
  globalThis.requestAnimationFrame = inFrame;
  const afterPaint = (run: () => void) => {
    if (isInFrame) atEndOfFrame(run);
    else inFrame(() => atEndOfFrame(run));
  };

  const part = (orderId: string, ...names: readonly string[]) => {
    const card = document.querySelector(`[data-order="${orderId}"]`);
    const selector = names.map((name) => `[part~=${name}], [data-part=${name}]`).join();
    return [...((card?.shadowRoot ?? card)?.querySelectorAll(selector) ?? [])];
  };
  const saying = (orderId: string, text: string) =>
    part(orderId, 'status-label', 'headline').find(({ textContent }) => textContent === text);
  /** The product of the opacities from an element up to the document, by slots and shadow roots. */
  const opacityOf = (start: Element) => {
    let opacity = 1;
    let element: Element | null = start;
    while (element) {
      const style = getComputedStyle(element);
      opacity *= style.display === 'none' || style.visibility === 'hidden' ? 0 : Number(style.opacity);
      const root: Node = element.getRootNode();
      element = element.assignedSlot ?? element.parentElement ?? (root instanceof ShadowRoot ? root.host : null);
    }
    return opacity;
  };

  let wanted: { orderId: string; text: string } | undefined;
  let answer: (shown: Shown) => void = () => {};
  let answered = new Promise<Shown>(() => {});
  const waitingForLive = new Map<string, (at: number) => void>();
  const want = (orderId: string, text: string) => {
    wanted = { orderId, text };
    answered = new Promise((resolve) => {
      answer = resolve;
    });
    check();
  };
  const watchLegible = (orderId: string, text: string, painted: number) => {
    const element = saying(orderId, text);
    if (element && opacityOf(element) >= 0.5) answer({ painted, legible: clock() });
    else inFrame(() => atEndOfFrame(() => watchLegible(orderId, text, painted)));
  };
  function check() {
    for (const [orderId, resolve] of waitingForLive) {
      if (part(orderId, 'connection-text')[0]?.textContent !== 'Live') continue;
      waitingForLive.delete(orderId);
      resolve(clock());
    }
    if (!wanted) return;
    const { orderId, text } = wanted;
    if (!saying(orderId, text)) return;
    wanted = undefined;
    afterPaint(() => watchLegible(orderId, text, clock()));
  }

  const observer = new MutationObserver(check);
  const deep = { subtree: true, childList: true, characterData: true };
  observer.observe(document, deep);
  const nativeAttach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function attachShadow(init) {
    const root = nativeAttach.call(this, init);
    observer.observe(root, deep);
    return root;
  };
  let blocked = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocked += Math.max(0, duration - 50);
  }).observe({ type: 'longtask', buffered: true });

  const probe: Probe = {
    want,
    shown: () => answered,
    live: (orderId) =>
      new Promise((resolve) => {
        waitingForLive.set(orderId, resolve);
        check();
      }),
    blocked: () => blocked,
  };
  Object.assign(globalThis, { probe });
  const first = new URLSearchParams(location.search).get('order');
  if (first) want(first, 'Order Received');
}
