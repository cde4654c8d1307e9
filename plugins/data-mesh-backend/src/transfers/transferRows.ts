import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { TransferColumns } from '../tables';

/** What can be handed over. */
export type Transferable = 'product' | 'domain';

/** Where its proposals are, and in which column the ref of what is offered. */
const TABLES = {
  product: { table: 'product_transfers', ref: 'product_ref' },
  domain: { table: 'domain_transfers', ref: 'domain_ref' },
} satisfies Record<Transferable, { table: string; ref: string }>;

/** How a proposal to hand something over ends. */
export type TransferEnd = 'accepted' | 'declined' | 'withdrawn' | 'ended';

/** A proposal to hand something over that nobody has answered. */
export type OpenTransfer = {
  id: string;
  ref: string;
  from: string;
  to: string;
  reason?: string;
  proposedBy: string;
  proposedAt: number;
};

function toOpen(ref: string, row: TransferColumns): OpenTransfer {
  return {
    id: row.id,
    ref,
    from: row.from_ref,
    to: row.to_ref,
    ...(row.reason === null ? {} : { reason: row.reason }),
    proposedBy: row.proposed_by,
    proposedAt: toNumber(row.proposed_at),
  };
}

/** The one proposal of a product or domain that waits for its answer. */
export async function readOpenTransfer(
  db: Knex,
  kind: Transferable,
  ref: string,
): Promise<OpenTransfer | undefined> {
  const row: TransferColumns | undefined = await db<TransferColumns>(
    TABLES[kind].table,
  )
    .where({ open_key: ref })
    .first();
  return row && toOpen(ref, row);
}

/** All proposals to any of the receivers that wait for their answer. */
export async function readOffersTo(
  db: Knex,
  kind: Transferable,
  receivers: ReadonlySet<string>,
): Promise<OpenTransfer[]> {
  // Few are open at once; whom somebody speaks for can be many.
  const rows: TransferColumns[] = await db<TransferColumns>(TABLES[kind].table)
    .where({ state: 'proposed' })
    .select();
  return rows.flatMap(row =>
    row.open_key !== null && receivers.has(row.to_ref)
      ? [toOpen(row.open_key, row)]
      : [],
  );
}

/**
 * Adds a proposal.
 *
 * @throws what the database throws where one of the same is open
 */
export async function insertTransfer(
  tx: Knex,
  kind: Transferable,
  transfer: Omit<OpenTransfer, 'id'>,
): Promise<void> {
  const { table, ref } = TABLES[kind];
  const row: TransferColumns = {
    id: randomUUID(),
    from_ref: transfer.from,
    to_ref: transfer.to,
    state: 'proposed',
    open_key: transfer.ref,
    reason: transfer.reason ?? null,
    proposed_by: transfer.proposedBy,
    proposed_at: transfer.proposedAt,
    decided_by: null,
    decided_at: null,
  };
  await tx(table).insert({ ...row, [ref]: transfer.ref });
}

/** @returns whether it was open until now */
export async function closeTransfer(
  tx: Knex,
  kind: Transferable,
  id: string,
  state: TransferEnd,
  { by, at }: { by: string; at: number },
): Promise<boolean> {
  const closed = await tx<TransferColumns>(TABLES[kind].table)
    .where({ id, state: 'proposed' })
    .update({ state, open_key: null, decided_by: by, decided_at: at });
  return closed === 1;
}

/** Ends what is open of something that is not theirs to offer any more. */
export async function endTransfers(
  tx: Knex,
  kind: Transferable,
  ref: string,
  { by, at }: { by: string; at: number },
): Promise<void> {
  await tx<TransferColumns>(TABLES[kind].table)
    .where({ open_key: ref })
    .update({
      state: 'ended',
      open_key: null,
      decided_by: by,
      decided_at: at,
    });
}
