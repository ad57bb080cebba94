/* socket.io, for clients of versions 2 to 4. It runs where its package is installed. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { allowEIO3: true });
io.on('connection', (socket) => socket.emit('order', { id: 'A1', status: 'ready', version: 2 }));
http.listen(Number(process.env.PORT), '127.0.0.1');
