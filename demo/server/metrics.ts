import { createServer, type Server } from 'node:http';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** What gauges read at the time of a scrape. */
export interface Gauges {
  readonly sockets: () => { readonly realtime: number; readonly orders: number };
  /** Work that waits for a connection to the database. */
  readonly waiting: () => number;
}

/** The numbers of one server, for Prometheus. They have no values of guests: routes are patterns, and there are no ids. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Answered HTTP requests by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });

  answered(method: string, route: string, status: number, seconds: number): void {
    this.#requests.observe({ method, route, status }, seconds);
  }

  watch({ sockets, waiting }: Gauges): void {
    new Gauge({
      name: 'live_sockets',
      help: 'Open WebSockets by endpoint.',
      labelNames: ['endpoint'],
      registers: [this.#registry],
      collect() {
        for (const [endpoint, count] of Object.entries(sockets())) this.set({ endpoint }, count);
      },
    });
    new Gauge({
      name: 'database_waiting',
      help: 'Pieces of work that wait for a connection to the database.',
      registers: [this.#registry],
      collect() {
        this.set(waiting());
      },
    });
  }

  /** Answers `GET /metrics` on a server of its own, so that a proxy before the public port cannot show them. */
  createServer(): Server {
    collectDefaultMetrics({ register: this.#registry });
    return createServer((request, response) => {
      if (request.method !== 'GET' || request.url !== '/metrics') {
        response.writeHead(404).end();
        return;
      }
      this.#registry.metrics().then(
        (text) => response.writeHead(200, { 'Content-Type': this.#registry.contentType }).end(text),
        () => response.writeHead(500).end(),
      );
    });
  }
}
