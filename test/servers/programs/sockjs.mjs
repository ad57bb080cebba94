/* SockJS, with its own frames and with its raw WebSocket. It runs where its package is installed. */
import { createServer } from 'node:http';
import sockjs from 'sockjs';

const http = createServer((request, response) => {
  request.setEncoding('utf8');
  let text = '';
  request.on('data', (part) => {
    text += part;
  });
  request.on('end', () => {
    for (const connection of open) connection.write(text);
    response.end();
  });
});
const open = new Set();
const echo = sockjs.createServer({ log() {} });
echo.on('connection', (connection) => {
  open.add(connection);
  connection.on('close', () => open.delete(connection));
  connection.on('data', (text) => {
    if (text === 'ping') connection.write('{"pong":true}');
  });
});
echo.installHandlers(http, { prefix: '/orders' });
http.listen(Number(process.env.PORT), '127.0.0.1');
