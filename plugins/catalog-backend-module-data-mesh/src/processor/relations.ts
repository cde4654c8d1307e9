import {
  CompoundEntityRef,
  DEFAULT_NAMESPACE,
  RELATION_DEPENDENCY_OF,
  RELATION_DEPENDS_ON,
  RELATION_HAS_PART,
  RELATION_OWNED_BY,
  RELATION_OWNER_OF,
  RELATION_PART_OF,
  getCompoundEntityRef,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { EntityRelationSpec } from '@backstage/plugin-catalog-node';
import {
  DataProductEntityV1alpha1,
  RELATION_CONSUMES_DATA_PRODUCT,
  RELATION_DATA_PRODUCT_CONSUMED_BY,
  RELATION_DATA_PRODUCT_PRODUCED_BY,
  RELATION_PRODUCES_DATA_PRODUCT,
  topicEntityName,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { ProductLinks } from './ProductLinksSource';

type Pair = readonly [there: string, back: string];

const OWNER: Pair = [RELATION_OWNED_BY, RELATION_OWNER_OF];
const PART: Pair = [RELATION_PART_OF, RELATION_HAS_PART];
const TOPIC: Pair = [RELATION_DEPENDS_ON, RELATION_DEPENDENCY_OF];
const CONSUMES: Pair = [
  RELATION_CONSUMES_DATA_PRODUCT,
  RELATION_DATA_PRODUCT_CONSUMED_BY,
];
const PRODUCES: Pair = [
  RELATION_PRODUCES_DATA_PRODUCT,
  RELATION_DATA_PRODUCT_PRODUCED_BY,
];

/** Keeps the order in which relations were added, and each only once. */
class UniqueRelations {
  readonly #byKey = new Map<string, EntityRelationSpec>();

  add(
    source: CompoundEntityRef,
    [there, back]: Pair,
    target: CompoundEntityRef,
  ) {
    this.#put({ source, type: there, target });
    this.#put({ source: target, type: back, target: source });
  }

  list(): EntityRelationSpec[] {
    return [...this.#byKey.values()];
  }

  #put(relation: EntityRelationSpec) {
    const { source, type, target } = relation;
    const key = `${stringifyEntityRef(source)} ${type} ${stringifyEntityRef(
      target,
    )}`;
    if (!this.#byKey.has(key)) {
      this.#byKey.set(key, relation);
    }
  }
}

/**
 * All relations of a product, each in both directions: what its descriptor
 * says, and the consumers and producers that grants add. None is there twice,
 * however many sources name it.
 *
 * @param product - a valid product
 * @param links - what the backend knows of its grants
 */
export function toRelations(
  product: DataProductEntityV1alpha1,
  links: Pick<ProductLinks, 'consumedBy' | 'producedBy'>,
): EntityRelationSpec[] {
  const self = getCompoundEntityRef(product);
  const { spec } = product;
  const ref = (text: string, defaultKind: string) =>
    parseEntityRef(text, { defaultKind, defaultNamespace: self.namespace });

  const relations = new UniqueRelations();
  if (spec.owner) {
    relations.add(self, OWNER, ref(spec.owner, 'Group'));
  }
  relations.add(self, PART, ref(spec.domain, 'Domain'));
  for (const input of spec.inputPorts ?? []) {
    relations.add(self, CONSUMES, ref(input.product, 'DataProduct'));
  }
  for (const consumer of grantees(links.consumedBy)) {
    relations.add(consumer, CONSUMES, self);
  }
  for (const producer of spec.producedBy ?? []) {
    relations.add(ref(producer, 'Component'), PRODUCES, self);
  }
  for (const producer of grantees(links.producedBy)) {
    relations.add(producer, PRODUCES, self);
  }
  for (const { cluster, topic } of spec.outputPorts.flatMap(
    port => port.locations,
  )) {
    relations.add(self, TOPIC, topicResource(cluster, topic));
  }
  return relations.list();
}

function topicResource(cluster: string, topic: string): CompoundEntityRef {
  return {
    kind: 'Resource',
    namespace: DEFAULT_NAMESPACE,
    name: topicEntityName(cluster, topic),
  };
}

/**
 * Grants outlive the code that wrote them. One that cannot be read must not
 * put the product's own descriptor in error.
 */
function grantees(refs: string[]): CompoundEntityRef[] {
  return [...refs].sort().flatMap(text => {
    try {
      return [parseEntityRef(text)];
    } catch {
      return [];
    }
  });
}
