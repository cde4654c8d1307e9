import { Entity } from '@backstage/catalog-model';

/**
 * One thing that is wrong with a descriptor.
 *
 * @public
 */
export type EntityProblem = {
  /** Where, as one writes it in code: `spec.outputPorts[1].locations[0].topic`. */
  path: string;
  /** What, such that it continues the path to a sentence: `is required`. */
  message: string;
};

/**
 * Makes one sentence of all problems of an entity, each led by its field.
 *
 * @param entity - the entity that was validated; only its kind and name matter
 * @param problems - at least one
 * @public
 */
export function formatEntityProblems(
  entity: Pick<Entity, 'kind'> & { metadata?: { name?: string } },
  problems: readonly EntityProblem[],
): string {
  const name = entity.metadata?.name;
  const subject = name ? `${entity.kind} "${name}"` : entity.kind;
  const list = problems.map(({ path, message }) => `${path} ${message}`);
  return `${subject} is not valid: ${list.join('; ')}`;
}
