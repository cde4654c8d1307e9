import { Flex, Radio, RadioGroup, TextField } from '@backstage/ui';
import type { SchemaChangeInput } from '@data-mesh/backstage-plugin-data-mesh-common';

/** A port that a schema is to be of its own. */
export type NewPort = NonNullable<SchemaChangeInput['newPort']>;

/** Whether a schema becomes a new version, or a port beside the old one. */
export function NewPortFields(props: {
  value?: NewPort;
  onChange: (value?: NewPort) => void;
}) {
  const { value, onChange } = props;
  return (
    <Flex direction="column" gap="3" pt="3">
      <RadioGroup
        label="It becomes"
        value={value ? 'port' : 'version'}
        onChange={chosen =>
          onChange(chosen === 'port' ? { name: '', topic: '' } : undefined)
        }
      >
        <Radio value="version">A new version of the schema of this port</Radio>
        <Radio value="port">
          A port of its own, with its topic; this one is deprecated
        </Radio>
      </RadioGroup>
      {value && (
        <Flex gap="3">
          <TextField
            isRequired
            label="New port"
            maxLength={63}
            value={value.name}
            onChange={name => onChange({ ...value, name })}
          />
          <TextField
            isRequired
            label="Its topic"
            maxLength={249}
            value={value.topic}
            onChange={topic => onChange({ ...value, topic })}
          />
        </Flex>
      )}
    </Flex>
  );
}
