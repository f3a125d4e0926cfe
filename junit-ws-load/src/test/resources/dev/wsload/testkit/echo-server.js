// An echo server on the ws package, which greets with the negotiated extensions on the path /agreed, and hands every message to everyone on the path /chat: options as JSON in the first argument, the port on standard output;
// it ends with its standard input, so that it cannot outlive the test.
const { WebSocketServer } = require('ws');

const options = JSON.parse(process.argv[2] || '{}');
const server = new WebSocketServer({
  host: '127.0.0.1',
  port: 0,
  handleProtocols: (offered) => (offered.has('echo.v1') ? 'echo.v1' : false),
  ...options,
});
server.on('headers', (headers, request) => {
  request.agreed = headers.filter((line) => /^sec-websocket-extensions:/i.test(line));
});
server.on('connection', (socket, request) => {
  if (request.url === '/agreed') {
    socket.send(request.agreed.map((line) => line.replace(/^[^:]*: */, '')).join(', '));
  }
  socket.on('message', (data, isBinary) => {
    const hearers = request.url === '/chat' ? [...server.clients].filter((one) => one.readyState === 1) : [socket];
    hearers.forEach((one) => one.send(data, { binary: isBinary }));
  });
  socket.on('error', (error) => console.error(`ws server: ${error.message}`));
});
server.on('listening', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
