/**
 * Keeps data flowing on the demo's Kafka: producers and consumers as the demo's principals, a few
 * records a second. Runs until it is stopped; a broker or registry that goes away is waited for.
 *
 *   node examples/kafka/traffic.mjs        KAFKA_PORT and REGISTRY_PORT as for `npm start`
 */
import { setTimeout as sleep } from 'node:timers/promises';
import kafkajs from 'kafkajs';
import { credentialsOf } from './lib/clients.mjs';
import { flows, idle, readers } from './traffic/plan.mjs';
import { createSerializer } from './traffic/serializer.mjs';

const { KAFKA_PORT = '9092', REGISTRY_PORT = '8081' } = process.env;
const serialize = createSerializer(
  `http://127.0.0.1:${REGISTRY_PORT}/apis/ccompat/v7`,
);

let stopping = false;
/** @type {(() => Promise<unknown>)[]} */
const closers = [];

/** @param {string} principal */
function clientOf(principal) {
  return new kafkajs.Kafka({
    clientId: principal,
    brokers: [`127.0.0.1:${KAFKA_PORT}`],
    sasl: { mechanism: 'scram-sha-512', ...credentialsOf(principal) },
    logLevel: kafkajs.logLevel.NOTHING,
    retry: { initialRetryTime: 300, maxRetryTime: 5_000, retries: 8 },
  });
}

/**
 * Tries until it works: the broker may be stopped and started while the demo runs.
 *
 * @param {string} what
 * @param {() => Promise<void>} step
 */
async function insist(what, step) {
  for (let failures = 0; !stopping; failures++) {
    try {
      await step();
      return;
    } catch (error) {
      if (failures === 0)
        console.warn(`${what}: ${error.message}; trying again`);
      await sleep(3_000);
    }
  }
}

/**
 * One producer a principal, shared by its flows.
 *
 * @param {string} principal
 */
async function produce(principal) {
  const producer = clientOf(principal).producer({
    allowAutoTopicCreation: false,
  });
  closers.push(() => producer.disconnect());
  await insist(`${principal} connects`, () => producer.connect());
  await Promise.all(
    flows
      .filter(flow => flow.principal === principal)
      .map(flow => pump(producer, flow)),
  );
}

/**
 * @param {import('kafkajs').Producer} producer
 * @param {import('./traffic/plan.mjs').Flow} flow
 */
async function pump(producer, flow) {
  let failing = false;
  while (!stopping) {
    await sleep(flow.everyMs);
    try {
      await producer.send({
        topic: flow.topic,
        acks: -1,
        messages: [await messageOf(flow)],
      });
      if (failing) console.log(`${flow.topic}: flowing again`);
      failing = false;
    } catch (error) {
      if (!failing)
        console.warn(`${flow.topic}: ${error.message}; trying again`);
      failing = true;
      await sleep(3_000);
      // Without effect while connected.
      await producer.connect().catch(() => {});
    }
  }
}

/** @param {import('./traffic/plan.mjs').Flow} flow */
async function messageOf({ topic, plain, avroKey, make }) {
  const { key, value } = make();
  return {
    key: avroKey ? await serialize(`${topic}-key`, key) : key,
    value: plain ? value : await serialize(`${topic}-value`, value),
  };
}

/** @param {import('./traffic/plan.mjs').Reader} reader */
async function read({ principal, group, topics, delayMs = 0 }) {
  const consumer = clientOf(principal).consumer({
    groupId: group,
    allowAutoTopicCreation: false,
    retry: { retries: 8, restartOnFailure: async () => true },
  });
  closers.push(() => consumer.disconnect());
  const start = () =>
    insist(`${group} reads`, async () => {
      await consumer.connect();
      await consumer.subscribe({ topics });
      await consumer.run({
        autoCommitInterval: 2_000,
        eachMessage: async () => {
          if (delayMs) await sleep(delayMs);
        },
      });
    });
  // What kafkajs holds for final (a lost permission, say) ends the consumer: it starts again later.
  consumer.on('consumer.crash', async ({ payload }) => {
    if (payload.restart || stopping) return;
    console.warn(`${group}: ${payload.error.message}; trying again`);
    await sleep(10_000);
    await start();
  });
  await start();
}

/** Commits an offset for a group that has no members; a group that has one keeps it. */
async function leaveIdleGroup() {
  const admin = clientOf(idle.principal).admin();
  await insist(idle.group, async () => {
    await admin.connect();
    try {
      const [known] = await admin.fetchOffsets({
        groupId: idle.group,
        topics: [idle.topic],
      });
      if (known.partitions.some(({ offset }) => offset !== '-1')) return;
      await admin.setOffsets({
        groupId: idle.group,
        topic: idle.topic,
        partitions: known.partitions.map(({ partition }) => ({
          partition,
          offset: '0',
        })),
      });
    } finally {
      await admin.disconnect();
    }
  });
}

async function stop() {
  if (stopping) return;
  stopping = true;
  await Promise.race([
    Promise.allSettled(closers.map(close => close())),
    sleep(1_500),
  ]);
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);

for (const principal of new Set(flows.map(flow => flow.principal))) {
  produce(principal);
}
for (const reader of readers) read(reader);
leaveIdleGroup();
console.log(
  `${flows.length} flows and ${readers.length} consumer groups at 127.0.0.1:${KAFKA_PORT}`,
);
