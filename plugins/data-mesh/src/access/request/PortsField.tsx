import { Checkbox, CheckboxGroup, Flex, Select, Text } from '@backstage/ui';
import type {
  AccessPlan,
  MeshPort,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access.module.css';
import { Existing } from './Existing';
import { chosenLocation, environmentsOf, PortChoice } from './requestForm';
import { sentence } from '../../humanise/sentence';

/** Which ports of a product, each with its environment where there are several. */
export function PortsField(props: {
  details: ProductDetails;
  choice: PortChoice;
  /** Whether there is a heading above that says whose ports these are. */
  isHeaded: boolean;
  /** Whether no port more can be chosen. */
  isFull: boolean;
  plan?: AccessPlan;
  /** Clusters of which the consumer's field says why it cannot be. */
  saidClusters: string[];
  onChange: (choice: PortChoice) => void;
}) {
  const { details, choice, isHeaded, isFull, plan, saidClusters, onChange } =
    props;
  const { ref, title, ports } = details.product;

  const refusalOf = (port: MeshPort) => {
    const item = plan?.items.find(
      each => each.product === ref && each.port === port.name,
    );
    const cluster = chosenLocation(choice, port)?.cluster ?? '';
    const isSaid = !item?.existing && saidClusters.includes(cluster);
    return choice.ports.includes(port.name) && !isSaid ? item : undefined;
  };

  return (
    <CheckboxGroup
      {...(isHeaded
        ? { 'aria-label': `Ports of ${title}` }
        : { label: 'What' })}
      value={choice.ports}
      onChange={chosen => onChange({ ...choice, ports: chosen })}
    >
      {ports.map(port => {
        const isChosen = choice.ports.includes(port.name);
        const refused = refusalOf(port);
        const environments = environmentsOf(port);
        return (
          <Flex key={port.name} direction="column" gap="1">
            <div className={styles.port}>
              <Checkbox value={port.name} isDisabled={isFull && !isChosen}>
                {portWords(port, details)}
              </Checkbox>
              {environments.length > 1 && isChosen && (
                <Select
                  aria-label={`Environment of ${port.name}`}
                  options={environments.map(id => ({ id, label: id }))}
                  value={choice.environments[port.name] ?? environments[0]}
                  onChange={value =>
                    onChange({
                      ...choice,
                      environments: {
                        ...choice.environments,
                        [port.name]: String(value),
                      },
                    })
                  }
                />
              )}
            </div>
            {refused?.existing && <Existing existing={refused.existing} />}
            {refused?.refusal && !refused.existing && (
              <Text as="p" color="danger" variant="body-small" role="status">
                {sentence(refused.refusal.message)}
              </Text>
            )}
          </Flex>
        );
      })}
    </CheckboxGroup>
  );
}

function portWords(port: MeshPort, { clusters }: ProductDetails): string {
  const [place] = port.locations;
  if (!place || environmentsOf(port).length > 1) return port.name;
  const cluster = clusters.find(({ name }) => name === place.cluster);
  return `${port.name}: topic ${place.topic} on ${
    cluster?.title ?? place.cluster
  }`;
}
