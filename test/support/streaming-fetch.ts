/**
 * A `fetch` whose answer is a stream over one socket of a test's or of the simulated world's server: `accept` answers,
 * each frame is an event (or, where it begins like a field or a comment of a stream, what is sent as it stands), and a
 * close ends the stream. What the client would send in headers and bodies is sent as frames.
 */
export function streamingFetch(
  WebSocket: typeof globalThis.WebSocket,
  urlOf: (url: string) => string = (url) => url.replace(/^http/, 'ws'),
): typeof fetch {
  return (url, { signal, headers, body } = {}) =>
    new Promise((resolve, reject) => {
      const socket = new WebSocket(urlOf(String(url)));
      const encoder = new TextEncoder();
      let stream: ReadableStreamDefaultController | undefined;
      const stop = () => {
        socket.close(1000);
        reject(new DOMException('aborted', 'AbortError'));
      };
      signal?.addEventListener('abort', stop);
      if (signal?.aborted) stop();
      socket.addEventListener('open', () => {
        socket.send(JSON.stringify({ headers, body }));
        const source = new ReadableStream({
          start(controller) {
            stream = controller;
          },
          cancel: () => socket.close(1000),
        });
        resolve(new Response(source, { headers: { 'content-type': 'text/event-stream; charset=utf-8' } }));
      });
      socket.addEventListener('message', ({ data }) => {
        const text = typeof data === 'string' ? data : new TextDecoder().decode(data);
        const isRaw = /^(:|data:|event:|id:|retry:)/.test(text);
        stream?.enqueue(encoder.encode(isRaw ? text : `data: ${text.replaceAll('\n', '\ndata: ')}\n\n`));
      });
      socket.addEventListener('close', ({ code }) => {
        signal?.removeEventListener('abort', stop);
        reject(new TypeError('failed to fetch'));
        try {
          if (code === 1000) stream?.close();
          else stream?.error(new TypeError('network error'));
        } catch {
          // The client has cancelled it.
        }
      });
    });
}
