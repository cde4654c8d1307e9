import {
  draftCreation,
  type CreationInput,
  type CreationStep,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { textOf } from './fieldProps';

/** The topic that a form asks for; nothing before it has a name and a cluster. */
export function topicOf(
  form: Record<string, unknown>,
): CreationInput['topic'] | undefined {
  const cluster = textOf(form, 'cluster');
  const name = textOf(form, 'topic');
  if (!cluster || !name) return undefined;
  const partitions = Number(form.partitions);
  return {
    cluster,
    name,
    partitions: Number.isInteger(partitions) && partitions > 0 ? partitions : 1,
  };
}

/**
 * All that a form asks for.
 *
 * @param options - of the field; `makes: domain` where the form is of one
 * @throws InputError that names the field which is missing
 */
export function creationOf(
  form: Record<string, unknown>,
  options?: unknown,
): CreationInput {
  const { makes } = Object(options);
  return draftCreation(form, makes === 'domain' ? makes : undefined);
}

/** Why a step cannot be done, in one sentence; nothing where it can. */
export function stepProblem({
  refusal,
  results = [],
}: CreationStep): string | undefined {
  if (refusal) return refusal.message;
  const blocking = results.filter(({ blocks }) => blocks);
  if (blocking.length === 0) return undefined;
  return blocking
    .flatMap(({ title, violations, remedy }) =>
      violations.map(
        ({ message }) => `${title}: ${message.replace(/\.$/, '')}. ${remedy}`,
      ),
    )
    .join(' ');
}

const KINDS: Record<CreationStep['kind'], string> = {
  topic: 'Create topic',
  schema: 'Register schema',
  product: 'Publish data product',
  domain: 'Publish domain',
  'access-request': 'Ask for access for',
};

/** What a step does, such as `Create topic sales.orders.v1`. */
export function stepWords({ kind, name }: CreationStep): string {
  return `${KINDS[kind]} ${name.replace(/^[a-z]+:(default\/)?/, '')}`;
}
