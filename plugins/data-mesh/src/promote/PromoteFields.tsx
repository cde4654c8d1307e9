import {
  Checkbox,
  CheckboxGroup,
  Flex,
  Select,
  Text,
  TextField,
} from '@backstage/ui';
import type {
  MeshCluster,
  MeshProduct,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Disclosure } from '../common/Disclosure';
import {
  MOST_PORTS,
  portsIn,
  sourcesOf,
  type PromoteForm,
} from './promoteTargets';

/** Which ports go where, and what their topics are called there. */
export function PromoteFields(props: {
  product: MeshProduct;
  targets: MeshCluster[];
  form: PromoteForm;
  onChange: (form: PromoteForm) => void;
}) {
  const { product, targets, form, onChange } = props;
  const set = (part: Partial<PromoteForm>) => onChange({ ...form, ...part });
  const target = targets.find(({ name }) => name === form.cluster);
  const sources = sourcesOf(product, target);
  const ports = portsIn(product, form.from);
  const choose = (cluster: string, environment?: string) => {
    const next = targets.find(({ name }) => name === cluster);
    const possible = sourcesOf(product, next);
    const from = possible.includes(environment ?? '')
      ? environment
      : possible[0];
    set({ cluster, from, ports: portsIn(product, from).slice(0, MOST_PORTS) });
  };
  return (
    <Flex direction="column" gap="4">
      <Select
        isRequired
        label="To"
        options={targets.map(({ name, title, environment }) => ({
          id: name,
          label: `${title}, ${environment}`,
        }))}
        value={form.cluster}
        onChange={chosen => choose(String(chosen ?? form.cluster), form.from)}
      />
      {sources.length > 1 && (
        <Select
          isRequired
          label="From"
          options={sources.map(id => ({ id, label: id }))}
          value={form.from}
          onChange={chosen => choose(form.cluster, String(chosen ?? ''))}
        />
      )}
      {ports.length > 1 && (
        <CheckboxGroup
          label="Ports"
          value={form.ports}
          onChange={chosen => set({ ports: chosen })}
        >
          {ports.map(name => (
            <Checkbox key={name} value={name}>
              {name}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      {form.ports.length > MOST_PORTS && (
        <Text as="p" role="alert" color="danger">
          {`Choose ${MOST_PORTS} at most; the others can be promoted afterwards.`}
        </Text>
      )}
      <Disclosure title="Other names for its topics there">
        <Flex direction="column" gap="3">
          {form.ports.map(name => (
            <TextField
              key={name}
              label={`Topic of ${name}`}
              secondaryLabel="Optional"
              description="Left empty, it is named as it is now, or as the naming templates say."
              autoComplete="off"
              maxLength={249}
              value={form.topics[name] ?? ''}
              onChange={topic =>
                set({ topics: { ...form.topics, [name]: topic } })
              }
            />
          ))}
        </Flex>
      </Disclosure>
    </Flex>
  );
}
