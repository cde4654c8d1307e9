import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits until a check no longer throws. The controller answers a change before
 * brokers have learnt of it, so what they say right after it may be old.
 *
 * @returns what the check gave
 */
export async function eventually<T>(
  check: () => Promise<T>,
  timeoutMs = 5_000,
): Promise<T> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
    }
    await sleep(10);
  }
}
