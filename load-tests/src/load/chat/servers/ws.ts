import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

/** A room and nothing else: whatever anybody says is told to all. */
const server = createServer();
const sockets = new WebSocketServer({ server, perMessageDeflate: false });
sockets.on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const text = data.toString();
    for (const each of sockets.clients) each.send(text);
  });
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
