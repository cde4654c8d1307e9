import { randomUUID } from 'node:crypto';
import type { DataProductEntityV1alpha1 } from '@data-mesh/backstage-plugin-data-mesh-common';
import type { Knex } from 'knex';
import { toNumber, toOptionalNumber } from '../rows';
import type { ClaimRequestRow } from '../tables';

/** How a proposal to publish a product stands. */
export type ClaimRequestState = 'open' | 'accepted' | 'declined' | 'withdrawn';

/** What somebody has asked the owner of a domain to publish for them. */
export type StoredClaimRequest = {
  id: string;
  productRef: string;
  /** Of the domain of its topics. */
  domainRef: string;
  document: DataProductEntityV1alpha1;
  ownerRef: string;
  message: string;
  state: ClaimRequestState;
  requestedBy: string;
  requestedAt: number;
  decidedBy?: string;
  decidedAt?: number;
  comment?: string;
};

function toRequest(row: ClaimRequestRow): StoredClaimRequest {
  return {
    id: row.id,
    productRef: row.product_ref,
    domainRef: row.domain_ref,
    document: JSON.parse(row.document),
    ownerRef: row.owner_ref,
    message: row.message,
    state: row.state as ClaimRequestState,
    requestedBy: row.requested_by,
    requestedAt: toNumber(row.requested_at),
    ...(row.decided_by === null ? {} : { decidedBy: row.decided_by }),
    ...(row.decided_at === null
      ? {}
      : { decidedAt: toOptionalNumber(row.decided_at) }),
    ...(row.comment === null ? {} : { comment: row.comment }),
  };
}

/** Requests that match all that is given, the newest first. */
export async function readClaimRequests(
  tx: Knex,
  filter: { id?: string; domainRef?: string; state?: string },
): Promise<StoredClaimRequest[]> {
  const query = tx<ClaimRequestRow>('claim_requests').orderBy([
    { column: 'requested_at', order: 'desc' },
    { column: 'id' },
  ]);
  if (filter.id !== undefined) query.where('id', filter.id);
  if (filter.domainRef !== undefined) {
    query.where('domain_ref', filter.domainRef);
  }
  if (filter.state !== undefined) query.where('state', filter.state);
  return (await query.select()).map(toRequest);
}

function openKey(productRef: string, ownerRef: string): string {
  return JSON.stringify([productRef, ownerRef]);
}

/** The one request for a product and its owner that waits, if there is one. */
export async function readOpenClaimRequest(
  tx: Knex,
  { productRef, ownerRef }: { productRef: string; ownerRef: string },
): Promise<StoredClaimRequest | undefined> {
  const row = await tx<ClaimRequestRow>('claim_requests')
    .where({ open_key: openKey(productRef, ownerRef) })
    .first();
  return row && toRequest(row);
}

/** Adds a request that waits for its answer. */
export async function insertClaimRequest(
  tx: Knex,
  request: Omit<StoredClaimRequest, 'id' | 'state'>,
): Promise<StoredClaimRequest> {
  const { productRef, ownerRef } = request;
  const id = randomUUID();
  await tx<ClaimRequestRow>('claim_requests').insert({
    id,
    product_ref: productRef,
    domain_ref: request.domainRef,
    document: JSON.stringify(request.document),
    owner_ref: ownerRef,
    message: request.message,
    state: 'open',
    open_key: openKey(productRef, ownerRef),
    requested_by: request.requestedBy,
    requested_at: request.requestedAt,
    decided_by: null,
    decided_at: null,
    comment: null,
  });
  return { ...request, id, state: 'open' };
}

/** @returns whether it was open until now */
export async function closeClaimRequest(
  tx: Knex,
  id: string,
  end: {
    state: Exclude<ClaimRequestState, 'open'>;
    by: string;
    at: number;
    comment?: string;
  },
): Promise<boolean> {
  const closed = await tx<ClaimRequestRow>('claim_requests')
    .where({ id, state: 'open' })
    .update({
      state: end.state,
      open_key: null,
      decided_by: end.by,
      decided_at: end.at,
      comment: end.comment ?? null,
    });
  return closed === 1;
}
