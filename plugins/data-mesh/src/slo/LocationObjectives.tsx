import { Text } from '@backstage/ui';
import type { MeshLocation } from '@data-mesh/backstage-plugin-data-mesh-common';
import { LiveView } from '../common/LiveView';
import { ObjectivesTable } from './ObjectivesTable';
import { useObjectives } from './useObjectives';

/** Whether what a port promises is kept by one of its topics. */
export function LocationObjectives(props: {
  port: string;
  location: MeshLocation;
}) {
  const { port, location } = props;
  const live = useObjectives();
  return (
    <LiveView live={live} what="Whether promises are kept" height="8rem">
      {({ objectives }) => {
        const own = objectives.filter(
          each =>
            each.port === port &&
            each.cluster === location.cluster &&
            each.topic === location.topic,
        );
        return own.length > 0 ? (
          <ObjectivesTable objectives={own} />
        ) : (
          <Text as="p" color="secondary">
            Whether its promises are kept is not known yet.
          </Text>
        );
      }}
    </LiveView>
  );
}
