import { domainEntityV1alpha1Validator } from '@backstage/catalog-model';
import type { Entity } from '@backstage/catalog-model';
import { InputError, toError } from '@backstage/errors';
import {
  DATA_DOMAIN_TYPE,
  formatEntityProblems,
  isDataDomain,
  refProblem,
  validateDomainDataMesh,
  type DataDomainEntity,
  type EntityProblem,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import {
  requireBounded,
  requireValidForCatalog,
  withoutWritten,
} from '../product-store/readDescriptor';

async function requireDomain(entity: Entity): Promise<void> {
  let isDomain = false;
  try {
    isDomain = await domainEntityV1alpha1Validator.check(entity);
  } catch (error) {
    throw new InputError(
      `Domain "${entity.metadata.name}" is not valid: ${
        toError(error).message
      }`,
    );
  }
  if (!isDomain) {
    throw new InputError(
      `entity: ${entity.apiVersion} ${entity.kind} is not a Domain; write apiVersion backstage.io/v1alpha1 and kind Domain`,
    );
  }
}

function problemsOf(entity: Entity, rules: string[]): EntityProblem[] {
  const spec = Object(entity.spec);
  const problems = validateDomainDataMesh(entity);
  if (spec.type !== DATA_DOMAIN_TYPE && spec.dataMesh === undefined) {
    problems.push({
      path: 'spec.type',
      message: `must be "${DATA_DOMAIN_TYPE}" to be one of the data mesh`,
    });
  }
  const { owner, subdomainOf } = spec;
  const refs: Array<[path: string, message: string | undefined]> = [
    ['spec.owner', refProblem(owner, ['Group', 'User'])],
    [
      'spec.subdomainOf',
      subdomainOf === undefined
        ? undefined
        : refProblem(subdomainOf, ['Domain']),
    ],
  ];
  for (const [path, message] of refs) {
    if (message) problems.push({ path, message });
  }
  const rule: unknown = Object(spec.dataMesh).accessRule;
  if (typeof rule === 'string' && rule && !rules.includes(rule)) {
    problems.push({
      path: 'spec.dataMesh.accessRule',
      message: `must name an access rule, one of ${rules.join(
        ', ',
      )}, not "${rule}"`,
    });
  }
  return problems;
}

/**
 * The descriptor of a data domain that is to be published, as it would stand in
 * Git: valid for the suite and the catalog, and without what only the catalog
 * writes.
 *
 * @param rules - names of the access rules that there are
 * @throws InputError that says what is wrong, each at its field
 */
export async function readDomainDescriptor(
  written: Record<string, unknown>,
  rules: string[],
): Promise<DataDomainEntity> {
  requireBounded(written);
  const entity = withoutWritten(written as unknown as Entity);
  await requireDomain(entity);
  await requireValidForCatalog(entity);
  const problems = problemsOf(entity, rules);
  if (problems.length > 0 || !isDataDomain(entity)) {
    throw new InputError(formatEntityProblems(entity, problems));
  }
  return entity;
}
