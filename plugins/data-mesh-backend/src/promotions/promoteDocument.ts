import type { DataProductEntityV1alpha1 } from '@data-mesh/backstage-plugin-data-mesh-common';
import { stringify } from 'yaml';
import type { PromotionItem } from './promotion';

const locationOf = ({ to: { cluster, topic } }: PromotionItem) => ({
  cluster,
  topic,
});

/** A descriptor by which ports are in one more environment: pure. */
export function withLocations(
  document: DataProductEntityV1alpha1,
  added: PromotionItem[],
): DataProductEntityV1alpha1 {
  const { spec } = document;
  return {
    ...document,
    spec: {
      ...spec,
      outputPorts: spec.outputPorts.map(each => {
        const item = added.find(({ port }) => port === each.name);
        return item
          ? { ...each, locations: [...each.locations, locationOf(item)] }
          : each;
      }),
    },
  };
}

/** What is to be added to the descriptor of a product that is declared. */
export function locationLines(added: PromotionItem[]): string {
  return stringify({
    spec: {
      outputPorts: added.map(item => ({
        name: item.port,
        locations: [locationOf(item)],
      })),
    },
  });
}
