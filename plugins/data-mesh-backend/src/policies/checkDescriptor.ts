import type { Entity } from '@backstage/catalog-model';
import {
  isDataProductEntity,
  topicEntityRef,
  validateDataProduct,
  type DataProductEntityV1alpha1,
  type MeshProduct,
  type PolicyCheck,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import type { ActiveExemptions } from '../exemptions/exemption';
import { descriptorFacts } from '../products/descriptorFacts';
import type { Policy } from './policy';
import { PolicyFactsMaker, type MeshView } from './readPolicyFacts';
import { resultsOf } from './resultsOf';

/** A schema that would be registered. */
export type NewSchema = {
  subject: string;
  format: string;
  schema: string;
  /** The level that its subject would have. */
  compatibility?: string;
};

/** The product that a descriptor would make, as far as policies ask about it. */
function toProduct(
  entity: DataProductEntityV1alpha1,
  view: MeshView,
  environmentOf: (cluster: string) => string | undefined,
  origin: MeshProduct['origin'],
): MeshProduct {
  return {
    ...descriptorFacts(
      entity,
      domain => view.domainSpecs.get(domain)?.defaultClassification,
    ),
    origin,
    state: 'unknown',
    ports: entity.spec.outputPorts.map(port => ({
      name: port.name,
      state: 'unknown',
      ...(port.classification ? { classification: port.classification } : {}),
      ...(port.schema ? { schema: port.schema } : {}),
      locations: port.locations.map(({ cluster, topic }) => {
        const environment = environmentOf(cluster);
        return {
          cluster,
          topic,
          topicRef: topicEntityRef(cluster, topic),
          state: 'unknown',
          ...(environment ? { environment } : {}),
        };
      }),
    })),
  };
}

/** The view with schemas in it that are not registered yet. */
function withSchemas(
  view: MeshView,
  product: MeshProduct,
  schemas: NewSchema[],
): MeshView {
  const clusters = new Set(
    product.ports.flatMap(port => port.locations.map(l => l.cluster)),
  );
  const subjects = new Map(view.subjects);
  for (const cluster of clusters) {
    const own = new Map(subjects.get(cluster));
    for (const { subject, format, schema, compatibility } of schemas) {
      const known = own.get(subject);
      own.set(subject, {
        references: [],
        ...known,
        subject,
        format: format as 'AVRO',
        schema,
        version: (known?.version ?? 0) + 1,
        id: known?.id ?? 0,
        ...(compatibility ? { compatibility } : {}),
      });
    }
    if (schemas.length > 0 || subjects.has(cluster)) subjects.set(cluster, own);
  }
  return { ...view, subjects };
}

/** What is wrong with a descriptor itself, whatever the policies say. */
export function descriptorProblems(entity: Entity): PolicyCheck['problems'] {
  if (typeof entity.metadata?.name !== 'string') {
    return [{ path: 'metadata.name', message: 'is missing' }];
  }
  if (typeof entity.kind !== 'string' || !isDataProductEntity(entity)) {
    return [
      {
        path: 'kind',
        message:
          'is not a DataProduct of apiVersion data-mesh/v1alpha1; check one of those',
      },
    ];
  }
  return validateDataProduct(entity);
}

/**
 * What policies would find wrong with a product before it is there: pure.
 *
 * @param entity - without {@link descriptorProblems}
 * @param view - of the mesh, with the state of the owner that it names
 * @param exempt - from what a product is exempt, which does not block it then
 * @param origin - by which the product would come to be
 */
export function checkDescriptor(
  entity: DataProductEntityV1alpha1,
  schemas: NewSchema[],
  view: MeshView,
  policies: Policy[],
  environmentOf: (cluster: string) => string | undefined,
  exempt: ActiveExemptions,
  now: number,
  origin: MeshProduct['origin'] = 'declared',
): PolicyCheck {
  const product = toProduct(entity, view, environmentOf, origin);
  const seen = withSchemas(view, product, schemas);
  const facts = new PolicyFactsMaker({
    ...seen,
    descriptors: new Map(seen.descriptors).set(product.ref, entity),
  }).factsOf(product);
  const results = resultsOf(facts, policies, view, exempt, now);
  return {
    isBlocked: results.some(result => result.blocks),
    problems: [],
    results,
  };
}
