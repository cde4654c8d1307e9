import type {
  AccessRequestItem,
  Grant,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { counted } from '../humanise/numbers';
import { capitalised } from '../state/words';

type Mode = Grant['mode'];

/** "Read access to Orders". */
export function accessTo(access: {
  mode: Mode;
  productTitle?: string;
  product?: string;
  topic: string;
}): string {
  return `${capitalised(access.mode)} access to ${nameOf(access)}`;
}

/** What people know the product by; the topic where there is no product. */
export function nameOf(access: {
  productTitle?: string;
  product?: string;
  topic: string;
}): string {
  const { productTitle, product, topic } = access;
  return productTitle ?? product?.split('/').pop() ?? topic;
}

/** "port orders-v1 in production": which part of the product it is. */
export function whichPort(access: {
  port?: string;
  environment?: string;
  topic: string;
}): string {
  const { port, environment, topic } = access;
  const part = port ? `port ${port}` : `topic ${topic}`;
  return environment ? `${part} in ${environment}` : part;
}

/** "orders-v1 in production", beside a label that says that it is a port. */
export function portWords(access: {
  port?: string;
  environment: string;
}): string {
  const { port, environment } = access;
  return port ? `${port} in ${environment}` : 'Not of a data product';
}

const ITEM_WORDS: Record<AccessRequestItem['state'], string> = {
  pending: 'Waits',
  approved: 'Approved',
  rejected: 'Rejected',
  withdrawn: 'Withdrawn',
};

/** The state of what was asked for, without who it waits for. */
export function itemStateWords(state: AccessRequestItem['state']): string {
  return ITEM_WORDS[state];
}

/** Refs of those who can decide the step at which an item waits. */
export function waitsFor(item: AccessRequestItem): string[] {
  return item.steps[item.step ?? 0]?.deciders ?? [];
}

/** "step 1 of 2" where there are several. */
export function stepWords(item: AccessRequestItem): string | undefined {
  const { steps, step = 0 } = item;
  return steps.length > 1 ? `step ${step + 1} of ${steps.length}` : undefined;
}

/** The answer before the list: "2 services may read it, 1 asks for access". */
export function accessSummary(grants: Grant[], pending: number): string {
  const of = (mode: Mode) =>
    new Set(grants.filter(g => g.mode === mode).map(g => g.consumer)).size;
  const parts = [
    ...(of('read') ? [`${counted(of('read'), 'consumer')} may read it`] : []),
    ...(of('write')
      ? [`${counted(of('write'), 'consumer')} may write it`]
      : []),
    ...(pending ? [`${counted(pending, 'request')} to decide`] : []),
  ];
  return parts.length > 0
    ? parts.join(', ')
    : 'Nobody has access through the portal yet';
}
