import {
  FetchIsolationLevels,
  IS_CONTROL,
  IS_TRANSACTIONAL,
  fetchV15,
  fetchV16,
  fetchV17,
  type RecordsBatch,
} from '@platformatic/kafka';
import { fromKafkaCode, KafkaError } from './errors';
import type { FetchedRecord, RecordsRequest } from './KafkaPort';
import type { Wire } from './wire';

const MAX_RECORDS = 10_000;
const MAX_BYTES = 16 * 1024 * 1024;
// Well within the time that a request may take, so that waiting is no failure.
const MAX_WAIT_MS = 20_000;

/** Bit 3 of a batch's attributes: the broker's clock counts, not the client's. */
const IS_LOG_APPEND_TIME = 1 << 3;
/** Bytes of a batch before its length starts to count. */
const BATCH_HEAD_BYTES = 12;
/** Fetches of our kind have no session that the broker would remember. */
const NO_SESSION = -1;
/** Type of a control record, after its version, that ends an aborted one. */
const ABORT = 0;

type Partition = fetchV17.FetchResponsePartition;
type Aborted = fetchV17.FetchResponsePartitionAbortedTransaction;

function check(request: RecordsRequest): void {
  const { topic, partition, offset, maxRecords, maxBytes, maxWaitMs } = request;
  const within = (value: number, least: number, most: number) =>
    Number.isInteger(value) && value >= least && value <= most;
  if (
    topic === '' ||
    !within(partition, 0, 2 ** 31 - 1) ||
    offset < 0n ||
    !within(maxRecords, 1, MAX_RECORDS) ||
    !within(maxBytes, 1, MAX_BYTES) ||
    !within(maxWaitMs, 0, MAX_WAIT_MS)
  ) {
    throw new TypeError(
      `Records of ${topic}, partition ${partition}, from ${offset}: at most ${MAX_RECORDS} records, ${MAX_BYTES} bytes and ${MAX_WAIT_MS} ms can be asked for, not ${maxRecords}, ${maxBytes} and ${maxWaitMs}`,
    );
  }
}

/** Where to fetch from, and the ID by which Fetch wants its topic named. */
async function locate(
  wire: Wire,
  { topic, partition }: RecordsRequest,
): Promise<{ topicId: string; leader: number }> {
  const { topics } = await wire.metadata([topic]);
  const found = topics.find(({ name }) => name === topic);
  if (found && found.errorCode !== 0) {
    throw new KafkaError(fromKafkaCode(found.errorCode, `topic ${topic}`));
  }
  const item = `${topic}, partition ${partition}`;
  const place = found?.partitions.find(p => p.partitionIndex === partition);
  if (!found || !place) {
    throw new KafkaError({
      code: 'NOT_FOUND',
      message: `${item}: it does not exist`,
      retryable: false,
      item,
    });
  }
  if (place.leaderId < 0) {
    throw new KafkaError({
      code: 'UNAVAILABLE',
      message: `${item}: it has no leader now, so nobody can give its records`,
      retryable: true,
      item,
    });
  }
  return { topicId: found.topicId, leader: place.leaderId };
}

const lastOffsetOf = (batch: RecordsBatch) =>
  batch.firstOffset + BigInt(batch.lastOffsetDelta);

/** Batches without control records and those of aborted transactions. */
function visible(batches: RecordsBatch[], aborted: Aborted[]): RecordsBatch[] {
  const ahead = [...aborted].sort((a, b) =>
    Number(a.firstOffset - b.firstOffset),
  );
  // Whose transaction, open at the batch in hand, will turn out aborted.
  const producers = new Set<bigint>();
  return batches.filter(batch => {
    while (ahead.length && ahead[0].firstOffset <= lastOffsetOf(batch)) {
      producers.add(ahead[0].producerId);
      ahead.shift();
    }
    if (batch.attributes & IS_CONTROL) {
      if (batch.records[0]?.key?.readInt16BE(2) === ABORT) {
        producers.delete(batch.producerId);
      }
      return false;
    }
    return !(
      batch.attributes & IS_TRANSACTIONAL && producers.has(batch.producerId)
    );
  });
}

function toRecords(batch: RecordsBatch, partition: number): FetchedRecord[] {
  const { attributes, firstOffset, firstTimestamp, maxTimestamp } = batch;
  return batch.records.map(record => ({
    partition,
    offset: firstOffset + BigInt(record.offsetDelta),
    timestamp: Number(
      attributes & IS_LOG_APPEND_TIME
        ? maxTimestamp
        : firstTimestamp + record.timestampDelta,
    ),
    key: record.key,
    value: record.value,
    headers: record.headers.map(([key, value]): [string, Buffer | null] => [
      key?.toString('utf8') ?? '',
      value,
    ]),
  }));
}

export async function fetchRecords(
  wire: Wire,
  request: RecordsRequest,
): Promise<FetchedRecord[]> {
  check(request);
  const { topic, partition, offset, maxRecords, maxWaitMs } = request;
  const { topicId, leader } = await locate(wire, request);
  const connection = await wire.brokerForFetching(leader);
  const end = Date.now() + maxWaitMs;

  async function fetch(from: bigint, bytes: number): Promise<Partition> {
    const item = `records of ${topic}, partition ${partition}, from offset ${from}`;
    const response = await wire.call(
      connection,
      [fetchV17.api, fetchV16.api, fetchV15.api],
      Math.max(0, end - Date.now()),
      1,
      bytes,
      FetchIsolationLevels.READ_COMMITTED,
      0,
      NO_SESSION,
      [
        {
          topicId,
          partitions: [
            {
              partition,
              // -1: we do not know the leader's epoch.
              currentLeaderEpoch: -1,
              fetchOffset: from,
              lastFetchedEpoch: -1,
              partitionMaxBytes: bytes,
            },
          ],
        },
      ],
      [],
      '',
    );
    const answer = response.responses
      .flatMap(({ partitions }) => partitions)
      .find(({ partitionIndex }) => partitionIndex === partition);
    const errorCode = response.errorCode || answer?.errorCode || 0;
    if (errorCode !== 0) throw new KafkaError(fromKafkaCode(errorCode, item));
    if (!answer) {
      throw new KafkaError({
        code: 'UNKNOWN',
        message: `${item}: Kafka's answer does not hold the partition`,
        retryable: true,
        item,
      });
    }
    return answer;
  }

  const records: FetchedRecord[] = [];
  let next = offset;
  let bytes = request.maxBytes;
  let more = true;
  // More than once only where a fetch ended before the partition did: much of
  // a compacted or transactional log can be batches with nothing to see.
  while (more) {
    const answer = await fetch(next, bytes);
    const batches = answer.records ?? [];
    for (const batch of visible(batches, answer.abortedTransactions ?? [])) {
      const wanted = toRecords(batch, partition).filter(
        r => r.offset >= offset,
      );
      records.push(...wanted.slice(0, maxRecords - records.length));
    }
    for (const batch of batches) bytes -= batch.length + BATCH_HEAD_BYTES;
    const last = batches[batches.length - 1];
    if (last) next = lastOffsetOf(last) + 1n;
    more =
      last !== undefined &&
      next < answer.lastStableOffset &&
      records.length < maxRecords &&
      bytes > 0 &&
      Date.now() < end;
  }
  return records;
}
