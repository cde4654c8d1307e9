import { Button, Flex, Select } from '@backstage/ui';
import {
  isSyncState,
  ORIGINS,
  type ProductPage,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { TypedSearch } from '../common/TypedSearch';
import { useEntityTitles } from '../entities/useEntityTitles';
import { capitalised, ORIGIN_WORDS, STATE_WORDS } from '../state/words';
import styles from './products.module.css';
import { FILTERS, FilterName, isNarrowed } from './productView';
import type { ProductViewControl } from './useProductView';

const LABELS: Record<FilterName, string> = {
  domain: 'Domain',
  owner: 'Owner',
  lifecycle: 'Lifecycle',
  classification: 'Classification',
  origin: 'Origin',
  state: 'State',
};
const ANY = '*';

/** Search and filters over the list, each with how many products it leaves. */
export function ProductFilters(props: {
  control: ProductViewControl;
  facets?: ProductPage['facets'];
}) {
  const { control, facets } = props;
  const { view } = control;
  const refs = [...(facets?.domain ?? []), ...(facets?.owner ?? [])]
    .map(({ value }) => value)
    .concat(view.filters.domain ?? [], view.filters.owner ?? [])
    .filter(value => value.includes(':'));
  const titleOf = useEntityTitles([...new Set(refs)]);

  const wordFor = (name: FilterName, value: string) => {
    if (value.includes(':')) return titleOf(value);
    if (name === 'owner' && value === 'none') return 'Nobody yet';
    if (isSyncState(value)) return STATE_WORDS[value];
    const origin = ORIGINS.find(known => known === value);
    return origin ? ORIGIN_WORDS[origin] : capitalised(value);
  };
  const optionsOf = (name: FilterName) => {
    const counts = facets?.[name] ?? [];
    const chosen = view.filters[name];
    const values = counts.map(({ value, count }) => ({
      id: value,
      label: `${wordFor(name, value)} (${count})`,
    }));
    // A filter that came by a link stays visible, also where nothing has it.
    if (chosen && !counts.some(({ value }) => value === chosen)) {
      values.push({ id: chosen, label: wordFor(name, chosen) });
    }
    return [{ id: ANY, label: 'Any' }, ...values];
  };

  return (
    <div role="search" className={styles.filters}>
      <TypedSearch
        className={styles.search}
        label="Search"
        placeholder="Name, description, topic …"
        value={view.q}
        onSearch={control.search}
      />
      {FILTERS.map(name => (
        <Select
          key={name}
          className={styles.filter}
          label={LABELS[name]}
          options={optionsOf(name)}
          value={view.filters[name] ?? ANY}
          onChange={value =>
            control.filter(name, value === ANY ? undefined : String(value))
          }
        />
      ))}
      {isNarrowed(view) && (
        <Flex align="end">
          <Button variant="tertiary" size="small" onPress={control.clear}>
            Clear filters
          </Button>
        </Flex>
      )}
    </div>
  );
}
