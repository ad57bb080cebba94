// What the functions use of Deno, for the compiler of the Node demo. Deno itself does not read this file.
declare const Deno: {
  serve(handler: (request: Request) => Response | Promise<Response>): unknown;
  readonly env: { get(name: string): string | undefined };
};
