import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import { toNumber } from '../rows';
import type { ProductTransferRow } from '../tables';

/** How a proposal to hand a product over ends. */
export type TransferEnd = 'accepted' | 'declined' | 'withdrawn' | 'ended';

/** A proposal to hand a published product over that nobody has answered. */
export type OpenTransfer = {
  id: string;
  ref: string;
  from: string;
  to: string;
  reason?: string;
  proposedBy: string;
  proposedAt: number;
};

/** The one proposal of a product that waits for its answer. */
export async function readOpenTransfer(
  db: Knex,
  ref: string,
): Promise<OpenTransfer | undefined> {
  const row = await db<ProductTransferRow>('product_transfers')
    .where({ open_key: ref })
    .first();
  return (
    row && {
      id: row.id,
      ref: row.product_ref,
      from: row.from_ref,
      to: row.to_ref,
      ...(row.reason === null ? {} : { reason: row.reason }),
      proposedBy: row.proposed_by,
      proposedAt: toNumber(row.proposed_at),
    }
  );
}

/**
 * Adds a proposal.
 *
 * @throws what the database throws where one of the product is open
 */
export async function insertTransfer(
  tx: Knex,
  transfer: Omit<OpenTransfer, 'id'>,
): Promise<void> {
  await tx<ProductTransferRow>('product_transfers').insert({
    id: randomUUID(),
    product_ref: transfer.ref,
    from_ref: transfer.from,
    to_ref: transfer.to,
    state: 'proposed',
    open_key: transfer.ref,
    reason: transfer.reason ?? null,
    proposed_by: transfer.proposedBy,
    proposed_at: transfer.proposedAt,
    decided_by: null,
    decided_at: null,
  });
}

/** @returns whether it was open until now */
export async function closeTransfer(
  tx: Knex,
  id: string,
  state: TransferEnd,
  { by, at }: { by: string; at: number },
): Promise<boolean> {
  const closed = await tx<ProductTransferRow>('product_transfers')
    .where({ id, state: 'proposed' })
    .update({ state, open_key: null, decided_by: by, decided_at: at });
  return closed === 1;
}

/** Ends what is open of a product that is not there any more. */
export async function endTransfers(
  tx: Knex,
  ref: string,
  { by, at }: { by: string; at: number },
): Promise<void> {
  await tx<ProductTransferRow>('product_transfers')
    .where({ open_key: ref })
    .update({
      state: 'ended',
      open_key: null,
      decided_by: by,
      decided_at: at,
    });
}
