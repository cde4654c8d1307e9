import { DomainEntity, Entity, isDomainEntity } from '@backstage/catalog-model';
import { JsonObject } from '@backstage/types';
import { CLASSIFICATIONS, Classification } from './classifications';
import { EntityProblem } from './problems';
import { refProblem } from './refs';
import { createSchemaValidator } from './schemaValidator';

/**
 * `spec.type` of the domains that the suite works with.
 *
 * @public
 */
export const DATA_DOMAIN_TYPE = 'data-domain';

/**
 * The suite's extension of Backstage's own `Domain`, in `spec.dataMesh`.
 *
 * @public
 */
export type DomainDataMeshSpec = {
  /** A `User` or `Group` ref: who looks after the domain's data. */
  steward?: string;
  /** Holds for products and ports that set none. */
  defaultClassification?: Classification;
  /** Name of the access rule for the domain's products; the default rule if unset. */
  accessRule?: string;
  /** Policies that are tightened for the domain: their ID and parameters. */
  policies?: { [policyId: string]: JsonObject };
};

/**
 * A `Domain` that is one of the mesh: `spec.type` is `data-domain`.
 *
 * @public
 */
export interface DataDomainEntity extends DomainEntity {
  /** The domain of the catalog, with what the mesh adds to it. */
  spec: DomainEntity['spec'] & {
    type: typeof DATA_DOMAIN_TYPE;
    dataMesh?: DomainDataMeshSpec;
  };
}

/**
 * Tells whether an entity is a `Domain` of type `data-domain`.
 *
 * @public
 */
export function isDataDomain(entity: Entity): entity is DataDomainEntity {
  return isDomainEntity(entity) && entity.spec?.type === DATA_DOMAIN_TYPE;
}

/**
 * JSON schema of {@link DomainDataMeshSpec}.
 *
 * @public
 */
export const domainDataMeshJsonSchema: JsonObject = {
  $schema: 'http://json-schema.org/draft-07/schema',
  $id: 'DomainDataMeshSpec',
  type: 'object',
  additionalProperties: false,
  properties: {
    steward: { type: 'string', minLength: 1, description: 'an entity ref' },
    defaultClassification: { type: 'string', enum: [...CLASSIFICATIONS] },
    accessRule: {
      type: 'string',
      minLength: 1,
      description: 'the name of an access rule',
    },
    policies: {
      type: 'object',
      propertyNames: {
        pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
        description:
          'the ID of a policy (lower-case letters and digits, in parts joined by "-")',
      },
      additionalProperties: { type: 'object' },
    },
  },
};

const validateSchema = createSchemaValidator(domainDataMeshJsonSchema);

/** A name alone would say neither whether a person nor which group is meant. */
function stewardProblem(steward: string): string | undefined {
  const wrong = refProblem(steward, ['User', 'Group']);
  if (wrong || steward.includes(':')) return wrong;
  const name = steward.split('/').pop();
  return `must name its kind, as user:default/${name} or group:default/${name} does, not "${steward}"`;
}

/**
 * Says all that is wrong with `spec.dataMesh` of a `Domain`. A domain without
 * it is as valid as it was before.
 *
 * @returns the problems, none if it is valid; it never throws
 * @public
 */
export function validateDomainDataMesh(entity: Entity): EntityProblem[] {
  const dataMesh = entity.spec?.dataMesh;
  if (dataMesh === undefined) {
    return [];
  }
  const problems = validateSchema(dataMesh, 'spec.dataMesh');
  if (entity.spec?.type !== DATA_DOMAIN_TYPE) {
    // or it would be ignored without a word
    problems.unshift({
      path: 'spec.type',
      message: `must be "${DATA_DOMAIN_TYPE}" where spec.dataMesh is set`,
    });
  }
  const steward = (dataMesh as DomainDataMeshSpec | null)?.steward;
  const message =
    typeof steward === 'string' && steward !== ''
      ? stewardProblem(steward)
      : undefined;
  return message
    ? [...problems, { path: 'spec.dataMesh.steward', message }]
    : problems;
}
