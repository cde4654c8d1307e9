import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Flex, Text } from '@backstage/ui';
import type {
  MeshPort,
  OutputPort,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { RequestAccessButton } from '../access/request/RequestAccessButton';
import { LocatedState } from '../clusters/LocatedState';
import { ClassificationLabel } from '../state/ClassificationLabel';
import { DeprecationAlert } from './DeprecationAlert';
import { PortLocation } from './PortLocation';
import { promiseWords } from './promiseWords';

/** One output port: what it promises, and what its topics do. */
export function PortCard(props: {
  port: MeshPort;
  /** As its descriptor has it. */
  declared?: OutputPort;
  details: ProductDetails;
}) {
  const { port, declared, details } = props;
  const promise = promiseWords(declared?.slo);
  return (
    <section aria-label={port.name}>
      <EntityInfoCard
        title={port.name}
        headerActions={
          <Flex gap="3" align="center">
            <ClassificationLabel
              value={port.classification ?? details.product.classification}
            />
            <LocatedState
              state={port.state}
              reason={port.reason}
              locations={port.locations}
            />
            <RequestAccessButton details={details} port={port.name} />
          </Flex>
        }
      >
        <Flex direction="column" gap="4">
          {declared?.deprecation && (
            <DeprecationAlert deprecation={declared.deprecation} />
          )}
          <Text as="p" color={promise ? 'primary' : 'secondary'}>
            {promise ? `Promised: ${promise}.` : 'Nothing is promised.'}
          </Text>
          {port.reason && <Text as="p">{port.reason}</Text>}
          {port.locations.map(location => (
            <PortLocation
              key={`${location.cluster} ${location.topic}`}
              port={port}
              location={location}
              details={details}
              isPromising={Boolean(promise)}
            />
          ))}
        </Flex>
      </EntityInfoCard>
    </section>
  );
}
