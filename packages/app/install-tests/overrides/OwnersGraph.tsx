import { EntityCatalogGraphCard } from '@backstage/plugin-catalog-graph';

/** The owner's own card of relations, with nodes of its own. */
export function OwnersGraph() {
  return (
    <EntityCatalogGraphCard
      title="Our map"
      height={300}
      renderNode={({ node }) => <text>{`our ${node.id}`}</text>}
    />
  );
}
