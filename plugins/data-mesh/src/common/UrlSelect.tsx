import { Select } from '@backstage/ui';
import { useUrlChoice } from './useUrlFlag';

/** A filter whose value stands in the URL. */
export function UrlSelect<T extends string>(props: {
  label?: string;
  /** Where there is no room for a label. */
  'aria-label'?: string;
  name: string;
  /** The first is chosen unless the URL says otherwise. */
  options: readonly { id: T; label: string }[];
}) {
  const { label, 'aria-label': ariaLabel, name, options } = props;
  const [value, choose] = useUrlChoice(
    name,
    options.map(({ id }) => id),
  );
  return (
    <Select
      label={label}
      aria-label={ariaLabel}
      options={options}
      value={value}
      onChange={chosen => {
        const option = options.find(({ id }) => id === chosen);
        if (option) choose(option.id);
      }}
    />
  );
}
