import { createServer } from 'node:http';
import { Server } from 'socket.io';

/** A room and nothing else: whatever anybody says is told to all. */
const server = createServer();
const io = new Server(server, { transports: ['websocket'], perMessageDeflate: false });
io.on('connection', async (socket) => {
  await socket.join('room');
  socket.on('said', (text: unknown) => void io.to('room').emit('said', text));
});
server.listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('listening'));
