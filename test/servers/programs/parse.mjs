/* Parse Server with LiveQuery, on the database of `servers/parse.ts`. It runs where its package is installed. */
import { createServer } from 'node:http';
import express from 'express';
import { ParseServer } from 'parse-server';

const port = Number(process.env.PORT);
const server = new ParseServer({
  appId: 'myApp',
  masterKey: 'master',
  masterKeyIps: ['127.0.0.1'],
  serverURL: `http://127.0.0.1:${port}/parse`,
  databaseURI: process.env.DATABASE,
  liveQuery: { classNames: ['Order', 'Secret'] },
  allowClientClassCreation: true,
  silent: true,
});
await server.start();
const app = express();
app.use('/parse', server.app);
const http = createServer(app);
await ParseServer.createLiveQueryServer(http, {});
http.listen(port, '127.0.0.1');
