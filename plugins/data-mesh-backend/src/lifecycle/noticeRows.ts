import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { DeprecationNoticeRow } from '../tables';
import type { Notice } from './dueNotice';

/** What of a product ends: all of it, or one port. */
export type EndingPart = { productRef: string; port?: string };

/** When consumers were told of an end, by consumer. */
export type ToldNotices = Map<string, Map<Notice, number>>;

const ALL_PORTS = '';

function keyOf({ productRef, port }: EndingPart) {
  return { product_ref: productRef, port: port ?? ALL_PORTS };
}

/**
 * Who was told of an end, and when.
 *
 * @param sunset - the day of which they were told; another is another end
 */
export async function readNotices(
  tx: Knex,
  part: EndingPart,
  sunset: string | undefined,
): Promise<ToldNotices> {
  const rows = await tx<DeprecationNoticeRow>('deprecation_notices')
    .where({ ...keyOf(part), sunset: sunset ?? '' })
    .select();
  const found: ToldNotices = new Map();
  for (const { consumer_ref, notice, told_at } of rows) {
    const told = found.get(consumer_ref) ?? new Map();
    told.set(notice as Notice, toNumber(told_at));
    found.set(consumer_ref, told);
  }
  return found;
}

/** All ends that somebody was told of. */
export async function readToldParts(tx: Knex): Promise<EndingPart[]> {
  const rows = await tx<DeprecationNoticeRow>('deprecation_notices')
    .distinct('product_ref', 'port')
    .orderBy([{ column: 'product_ref' }, { column: 'port' }]);
  return rows.map(({ product_ref, port }) => ({
    productRef: product_ref,
    ...(port === ALL_PORTS ? {} : { port }),
  }));
}

/** Puts down that a consumer was told. */
export async function insertNotice(
  tx: Knex,
  part: EndingPart,
  notice: {
    consumerRef: string;
    notice: Notice;
    sunset: string | undefined;
    at: number;
  },
): Promise<void> {
  await tx<DeprecationNoticeRow>('deprecation_notices').insert({
    ...keyOf(part),
    consumer_ref: notice.consumerRef,
    notice: notice.notice,
    sunset: notice.sunset ?? '',
    told_at: notice.at,
  });
}

/** Refs of those who were told of an end, of whichever day. */
export async function readTold(tx: Knex, part: EndingPart): Promise<string[]> {
  const rows = await tx<DeprecationNoticeRow>('deprecation_notices')
    .where(keyOf(part))
    .distinct('consumer_ref')
    .orderBy('consumer_ref');
  return rows.map(row => row.consumer_ref);
}

/**
 * Forgets an end that is not coming any more.
 *
 * @returns refs of those who were told of it
 */
export async function takeNotices(
  tx: Knex,
  part: EndingPart,
): Promise<string[]> {
  const told = await readTold(tx, part);
  await tx('deprecation_notices').where(keyOf(part)).delete();
  return told;
}
