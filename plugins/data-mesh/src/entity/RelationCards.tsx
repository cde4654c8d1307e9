import {
  EntityRelationCard,
  entityDataTableColumns,
} from '@backstage/plugin-catalog-react/alpha';
import { RELATION_DEPENDS_ON } from '@backstage/catalog-model';
import {
  RELATION_DATA_PRODUCT_CONSUMED_BY,
  RELATION_DATA_PRODUCT_PRODUCED_BY,
} from '@data-mesh/backstage-plugin-data-mesh-common';

const columns = [
  entityDataTableColumns.createEntityRefColumn({}),
  entityDataTableColumns.createOwnerColumn(),
  entityDataTableColumns.createSpecTypeColumn(),
];

/** The services that write a data product. */
export const ProducersCard = () => (
  <EntityRelationCard
    title="Written by"
    relationType={RELATION_DATA_PRODUCT_PRODUCED_BY}
    columnConfig={columns}
    emptyState={{
      message:
        'No service is named as its producer. Its owner can name one in spec.producedBy.',
    }}
  />
);

/** The services and products that read a data product. */
export const ConsumersCard = () => (
  <EntityRelationCard
    title="Read by"
    relationType={RELATION_DATA_PRODUCT_CONSUMED_BY}
    columnConfig={columns}
    emptyState={{
      message:
        'Nothing in the catalog is known to read it. Consumer groups at Kafka are on the tab Ports.',
    }}
  />
);

/** The live topics behind a data product. */
export const TopicsCard = () => (
  <EntityRelationCard
    title="Topics"
    relationType={RELATION_DEPENDS_ON}
    entityKind="resource"
    columnConfig={columns}
    emptyState={{ message: 'None of its topics is there.' }}
  />
);
