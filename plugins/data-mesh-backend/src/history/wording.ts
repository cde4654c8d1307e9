import { parseEntityRef } from '@backstage/catalog-model';
import { SYSTEM_ACTOR } from './appendHistory';

/** What an entry is about, as far as sentences and messages need it. */
export type Subject = {
  product?: string;
  consumer?: string;
  topic?: string;
  details: Record<string, unknown>;
};

/** What people call an entity; titles are not known here. */
export function nameOf(ref: string): string {
  try {
    const { namespace, name } = parseEntityRef(ref);
    return namespace === 'default' ? name : `${namespace}/${name}`;
  } catch {
    return ref;
  }
}

/** Who did something. */
export function actorName(actor: string): string {
  return actor === SYSTEM_ACTOR ? 'the data mesh' : nameOf(actor);
}

/** A detail that is text, if it is there and says anything. */
export function textOf(
  details: Record<string, unknown>,
  key: string,
): string | undefined {
  const value = details[key];
  return typeof value === 'string' && value.trim() ? value.trim() : undefined;
}

/** Texts that are a list among the details; none where there is no such list. */
export function textsOf(
  details: Record<string, unknown>,
  key: string,
): string[] {
  const value = details[key];
  return Array.isArray(value)
    ? value.filter((each): each is string => typeof each === 'string')
    : [];
}

/** The day of a time among the details, as `2026-11-25`. */
export function dayOf(
  details: Record<string, unknown>,
  key: string,
): string | undefined {
  return /^\d{4}-\d{2}-\d{2}/.exec(textOf(details, key) ?? '')?.[0];
}

/** Which access is meant, as `read access of route-planner to sales.orders.v1`. */
export function accessOf({
  product,
  consumer,
  topic,
  details,
}: Subject): string {
  const mode = textOf(details, 'mode');
  const target = topic ?? (product && nameOf(product));
  return [
    mode === 'read' || mode === 'write' ? `${mode} access` : 'access',
    ...(consumer ? [`of ${nameOf(consumer)}`] : []),
    ...(target ? [`to ${target}`] : []),
  ].join(' ');
}

/** What people call the product that an entry is about. */
export function productIn({ product, details }: Subject): string {
  return (
    textOf(details, 'title') ?? (product ? nameOf(product) : 'a data product')
  );
}

/** Which promise is meant, as `freshness on port orders-v1`. */
export function promiseOf(details: Record<string, unknown>): string {
  const port = textOf(details, 'port');
  return `${textOf(details, 'promise') ?? 'service'}${
    port ? ` on port ${port}` : ''
  }`;
}

/** Begins a sentence with what is in its middle elsewhere. */
export function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en-US') + text.slice(1);
}

/** Appends what somebody wrote, if anything. */
export function because(text: string | undefined): string {
  return text ? `: ${text}` : '';
}
