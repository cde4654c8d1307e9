import net from 'node:net';

/**
 * Whether a Kafka broker answers: asks ApiVersions, which needs no authentication.
 *
 * @param {number} port
 * @param {{ host?: string, timeoutMs?: number }} [options]
 * @returns {Promise<boolean>}
 */
export function answersKafka(
  port,
  { host = '127.0.0.1', timeoutMs = 1_000 } = {},
) {
  return new Promise(resolve => {
    const socket = net.connect({ host, port });
    const finish = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(timeoutMs, () => finish(false));
    socket.once('error', () => finish(false));
    socket.once('close', () => resolve(false));
    socket.once('data', () => finish(true));
    socket.once('connect', () => socket.write(apiVersionsRequest()));
  });
}

/** ApiVersions v0: length, api key 18, version 0, correlation id 1, client id "probe". */
function apiVersionsRequest() {
  const client = Buffer.from('probe');
  const request = Buffer.alloc(4 + 2 + 2 + 4 + 2 + client.length);
  request.writeInt32BE(request.length - 4, 0);
  request.writeInt16BE(18, 4);
  request.writeInt16BE(0, 6);
  request.writeInt32BE(1, 8);
  request.writeInt16BE(client.length, 12);
  client.copy(request, 14);
  return request;
}
