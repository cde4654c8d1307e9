import { Combobox, useAsyncList } from '@backstage/ui';

/** One of the things to choose from. */
export type Option = { id: string; label: string; description?: string };

/**
 * A choice among more things than a list can show: they are asked for as one
 * types.
 */
export function SearchPick(props: {
  label: string;
  placeholder?: string;
  isRequired?: boolean;
  value?: Option;
  /** Must not change while this is shown; give it another key instead. */
  search: (text: string) => Promise<Option[]>;
  onChange: (id: string | undefined) => void;
}) {
  const { label, placeholder, isRequired, value, search, onChange } = props;
  const options = useAsyncList<Option>({
    initialFilterText: value?.label,
    load: async ({ filterText = '' }) => ({
      // What is chosen stands in the field; whoever opens it looks for others.
      items: await search(filterText === value?.label ? '' : filterText),
    }),
  });
  return (
    <Combobox
      label={label}
      placeholder={placeholder}
      isRequired={isRequired}
      options={options}
      search={{ mode: 'server' }}
      value={value ?? null}
      onChange={chosen => onChange(chosen?.id)}
    />
  );
}
