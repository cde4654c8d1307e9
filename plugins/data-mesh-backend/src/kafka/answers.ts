import { fromKafkaCode, toKafkaError, type KafkaErrorInfo } from './errors';
import type { Answer, ItemResult } from './KafkaPort';

/** An item that Kafka answered with an error code, 0 meaning none. */
export function itemResult<T>(
  errorCode: number,
  item: string,
  value: () => T,
  serverMessage?: string | null,
): ItemResult<T> {
  return errorCode === 0
    ? { ok: true, value: value() }
    : { ok: false, error: fromKafkaCode(errorCode, item, serverMessage) };
}

export function failed<T>(error: KafkaErrorInfo): ItemResult<T> {
  return { ok: false, error };
}

export type GatherRequest<T> = {
  /** Whom we ask, as named in `missing`. */
  target: string;
  /** Items that fail with the request; none if it is not known which. */
  items: string[];
  send: () => Promise<Map<string, ItemResult<T>>>;
};

/** Answers of several requests as one; a request that failed is told apart. */
export async function gather<T>(
  requests: Array<GatherRequest<T>>,
): Promise<Answer<T>> {
  const answer: Answer<T> = { items: new Map(), complete: true, missing: [] };
  await Promise.all(
    requests.map(async ({ target, items, send }) => {
      try {
        for (const [name, result] of await send()) {
          answer.items.set(name, result);
        }
      } catch (error) {
        const info = toKafkaError(error, target).info();
        answer.complete = false;
        answer.missing.push(info);
        for (const name of items) {
          answer.items.set(name, failed({ ...info, item: name }));
        }
      }
    }),
  );
  return answer;
}

/** Names a partition among the items of an answer: `orders/0`. */
export function partitionKey(topic: string, partition: number): string {
  // No topic's name can hold a slash.
  return `${topic}/${partition}`;
}

export function chunk<T>(list: readonly T[], size: number): T[][] {
  const out: T[][] = [];
  for (let i = 0; i < list.length; i += size) out.push(list.slice(i, i + size));
  return out;
}
