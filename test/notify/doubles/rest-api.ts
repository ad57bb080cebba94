import { json, VendorServer } from './vendor-server.js';

/** A call of a function of the database. */
export interface Called {
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
}

/** The REST API of a hosted project, as far as functions are called: each answers what `answers` has. */
export class RestApi {
  readonly calls: Called[] = [];
  readonly server: VendorServer;

  constructor(answers: Readonly<Record<string, unknown>>) {
    this.server = new VendorServer(({ path, body }) => {
      const name = path.replace('/rest/v1/rpc/', '');
      this.calls.push({ name, args: JSON.parse(body) as Called['args'] });
      return json(200, answers[name] ?? null);
    });
  }
}
