import { Checkbox, CheckboxGroup, Flex, Select, Text } from '@backstage/ui';
import type {
  AccessPlan,
  MeshPort,
  ProductDetails,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access.module.css';
import { Existing } from './Existing';
import { chosenLocation, environmentsOf, RequestForm } from './requestForm';
import { sentence } from '../../humanise/sentence';

/** Which ports, each with its environment where there are several. */
export function PortsField(props: {
  details: ProductDetails;
  form: RequestForm;
  plan?: AccessPlan;
  /** Clusters of which the consumer's field says why it cannot be. */
  saidClusters: string[];
  onChange: (change: Partial<RequestForm>) => void;
}) {
  const { details, form, plan, saidClusters, onChange } = props;
  const { ports } = details.product;

  const refusalOf = (port: MeshPort) => {
    const item = plan?.items.find(each => each.port === port.name);
    const cluster = chosenLocation(form, port)?.cluster ?? '';
    const isSaid = !item?.existing && saidClusters.includes(cluster);
    return form.ports.includes(port.name) && !isSaid ? item : undefined;
  };

  return (
    <CheckboxGroup
      label="What"
      value={form.ports}
      onChange={chosen => onChange({ ports: chosen })}
    >
      {ports.map(port => {
        const refused = refusalOf(port);
        const environments = environmentsOf(port);
        return (
          <Flex key={port.name} direction="column" gap="1">
            <div className={styles.port}>
              <Checkbox value={port.name}>{portWords(port, details)}</Checkbox>
              {environments.length > 1 && form.ports.includes(port.name) && (
                <Select
                  aria-label={`Environment of ${port.name}`}
                  options={environments.map(id => ({ id, label: id }))}
                  value={form.environments[port.name] ?? environments[0]}
                  onChange={value =>
                    onChange({
                      environments: {
                        ...form.environments,
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
