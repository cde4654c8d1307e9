import assert from 'node:assert/strict';
import net from 'node:net';
import { test } from 'node:test';
import { demoPorts, freePort, isFree, requireFree } from './ports.mjs';

/** @param {(port: number) => Promise<void>} body */
async function withListener(body) {
  const server = net.createServer();
  await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
  try {
    await body(server.address().port);
  } finally {
    await new Promise(resolve => server.close(resolve));
  }
}

test('a port on which somebody listens is not free', () =>
  withListener(async port => {
    assert.equal(await isFree(port), false);
  }));

test('a taken port gives one sentence that names the variable', () =>
  withListener(async port => {
    await assert.rejects(
      requireFree([{ what: 'Kafka', variable: 'KAFKA_PORT', port }]),
      {
        name: 'Failure',
        message: `Port ${port} is taken, so Kafka cannot listen there: stop what uses it, or set KAFKA_PORT to a free port.`,
      },
    );
  }));

test('a port that two want is refused', async () => {
  const port = await freePort();
  await assert.rejects(
    requireFree([
      { what: 'the app', variable: 'APP_PORT', port },
      { what: 'Kafka', variable: 'KAFKA_PORT', port },
    ]),
    /wanted by both the app and Kafka: set APP_PORT/,
  );
});

test('free ports differ and are free', async () => {
  const ports = await Promise.all(Array.from({ length: 20 }, () => freePort()));
  assert.equal(new Set(ports).size, ports.length);
  for (const port of ports) assert.ok(await isFree(port));
});

test('the demo listens where the environment says', () => {
  assert.deepEqual(demoPorts({}), {
    app: 3000,
    backend: 7007,
    kafka: 9092,
    registry: 8081,
  });
  assert.equal(demoPorts({ KAFKA_PORT: '19092' }).kafka, 19092);
  assert.equal(demoPorts({ KAFKA_PORT: '' }).kafka, 9092);
});

for (const bad of ['abc', '0', '65536', '90.92', '-1']) {
  test(`"${bad}" is refused as a port, by the variable's name`, () => {
    assert.throws(() => demoPorts({ REGISTRY_PORT: bad }), /REGISTRY_PORT/);
  });
}
