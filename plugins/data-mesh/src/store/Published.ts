import type {
  DomainStanding,
  DomainVersion,
  ProductStanding,
  ProductVersion,
  Transfer,
} from '@data-mesh/backstage-plugin-data-mesh-common';

/** What was published of a product or domain at one time. */
export type Version = ProductVersion | DomainVersion;

/** How a published product or domain stands. */
export type Standing = ProductStanding | DomainStanding;

/** An offer to another owner, and what one can do about it. */
export type ShownOffer = {
  transfer: Transfer;
  mayAccept: boolean;
  mayWithdraw: boolean;
};
