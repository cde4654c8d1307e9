import { isIPv4 } from 'node:net';

/** What a binding says where it means any host. */
export const ANY_HOST = '*';

// Java writes IPv6 in full, without leading zeros: `0:0:0:0:0:0:0:1`.
const JAVA_IPV6 =
  /^(?:0|[1-9a-f][0-9a-f]{0,3})(?::(?:0|[1-9a-f][0-9a-f]{0,3})){7}(?:%.+)?$/;

/**
 * Whether there can be a client that a binding's host matches. Kafka compares
 * it, letter by letter, with the client's address as Java writes it: ranges,
 * host names and the short forms of IPv6 (`::1`) match nobody.
 */
export function canMatchHost(host: string): boolean {
  return host === ANY_HOST || isIPv4(host) || JAVA_IPV6.test(host);
}
