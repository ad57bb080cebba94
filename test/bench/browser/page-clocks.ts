/** Runs in the page, before its scripts: counts the timers and animation frames that fire. */
export function countTimers(): void {
  const fired = { count: 0 };
  Object.assign(globalThis, { firedTimers: fired });
  const counting =
    <Arguments extends unknown[]>(run: (...given: Arguments) => void) =>
    (...given: Arguments) => {
      fired.count += 1;
      run(...given);
    };
  const { setTimeout, setInterval, requestAnimationFrame } = globalThis;
  type Handler = (...given: unknown[]) => void;
  Object.assign(globalThis, {
    setTimeout: (run: Handler, ...rest: [number?]) => setTimeout(counting(run), ...rest),
    setInterval: (run: Handler, ...rest: [number?]) => setInterval(counting(run), ...rest),
    requestAnimationFrame: (run: FrameRequestCallback) => requestAnimationFrame(counting(run)),
  });
}

export type CountedWindow = typeof globalThis & { readonly firedTimers: { readonly count: number } };

/**
 * Runs in the page, before its scripts: its clocks and timers run `rate` times faster, and every WebSocket is refused
 * 30 ms (of the page's time) after it was asked for. A real refusal would be slowed down by the browser, which delays
 * the connections of a page that fail often.
 */
export function hurryWithoutSockets(rate: number): void {
  const startDate = Date.now();
  const startTime = performance.now();
  const now = performance.now.bind(performance);
  const elapsed = () => (now() - startTime) * rate;
  const RealDate = Date;
  const { setTimeout, setInterval } = globalThis;
  type Handler = (...given: unknown[]) => void;
  const hurried = (run: Handler, delay = 0, ...rest: unknown[]) => setTimeout(run, delay / rate, ...rest);

  globalThis.Date = new Proxy(RealDate, {
    construct: (_, given, target) =>
      given.length > 0
        ? Reflect.construct(RealDate, given, target)
        : Reflect.construct(RealDate, [startDate + elapsed()], target),
    get: (date, key) => (key === 'now' ? () => Math.floor(startDate + elapsed()) : Reflect.get(date, key)),
  });
  Object.assign(performance, { now: () => startTime + elapsed() });
  Object.assign(globalThis, {
    setTimeout: hurried,
    setInterval: (run: Handler, delay = 0, ...rest: unknown[]) => setInterval(run, delay / rate, ...rest),
  });
  AbortSignal.timeout = (delay) => {
    const controller = new AbortController();
    hurried(() => controller.abort(new DOMException('signal timed out', 'TimeoutError')), delay);
    return controller.signal;
  };

  const attempts = { count: 0 };
  class RefusedSocket extends EventTarget {
    static readonly CONNECTING = 0;
    static readonly OPEN = 1;
    static readonly CLOSING = 2;
    static readonly CLOSED = 3;
    readyState = 0;
    binaryType = 'blob';
    bufferedAmount = 0;
    onopen: Handler | null = null;
    onmessage: Handler | null = null;
    onerror: Handler | null = null;
    onclose: Handler | null = null;

    constructor(readonly url: string) {
      super();
      attempts.count += 1;
      hurried(() => this.#end(), 30);
    }

    send(): void {}

    close(): void {
      this.#end();
    }

    #end(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      const error = new Event('error');
      this.onerror?.(error);
      this.dispatchEvent(error);
      const closed = new CloseEvent('close', { code: 1006 });
      this.onclose?.(closed);
      this.dispatchEvent(closed);
    }
  }
  Object.assign(globalThis, { WebSocket: RefusedSocket, socketAttempts: attempts });
}

export type HurriedWindow = typeof globalThis & { readonly socketAttempts: { readonly count: number } };
