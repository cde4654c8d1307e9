import { Flex, Text, TextField } from '@backstage/ui';

/** A period for each of some keys; one that is left out has none. */
export function PeriodsField(props: {
  label: string;
  keys: string[];
  periods: Record<string, string>;
  error?: string;
  onChange: (periods: Record<string, string>) => void;
}) {
  const { label, keys, periods, error, onChange } = props;
  // It names what is wrong by its value alone.
  const isOf = (key: string) =>
    Boolean(error && periods[key] && error.includes(`"${periods[key]}"`));
  return (
    <div role="group" aria-label={label}>
      <Flex direction="column" gap="2">
        <Text as="p">{label}</Text>
        <Text as="p" variant="body-small" color="secondary">
          A period such as P30D or PT12H; empty for none.
        </Text>
        {keys.map(key => (
          <TextField
            key={key}
            label={key}
            maxLength={50}
            value={periods[key] ?? ''}
            onChange={text => onChange({ ...periods, [key]: text })}
            validationBehavior="aria"
            validate={() => (isOf(key) ? error : undefined)}
          />
        ))}
        {error && !keys.some(isOf) && (
          <Text as="p" color="danger" variant="body-small" role="status">
            {error}
          </Text>
        )}
      </Flex>
    </div>
  );
}
