import { Button, Flex, Select, Text } from '@backstage/ui';
import { useSearchParams } from 'react-router-dom';
import styles from '../common/common.module.css';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlText } from '../common/useUrlText';
import { EntityLink } from '../entities/EntityLink';
import { EntityPick } from '../entities/EntityPick';
import {
  FINDING_PARAMS,
  OWNER_FILTERS,
  SEVERITY_FILTERS,
  STATE_FILTERS,
} from './findingView';
import { usePolicies } from './useGovernance';

const ANY = '*';

/** What the list of findings is narrowed to; all of it stands in the URL. */
export function FindingFilters() {
  const [params, setParams] = useSearchParams();
  const [domain, setDomain] = useUrlText('domain');
  const isNarrowed = FINDING_PARAMS.some(name => params.get(name));
  return (
    <>
      <div className={styles.filters} role="search">
        <UrlSelect
          label="Severity"
          name="severity"
          options={SEVERITY_FILTERS}
        />
        <UrlPolicy />
        <EntityPick
          label="Domain"
          kinds={['domain']}
          value={domain}
          onChange={setDomain}
        />
        <UrlSelect label="Whose" name="owner" options={OWNER_FILTERS} />
        <UrlSelect label="State" name="state" options={STATE_FILTERS} />
        {isNarrowed && (
          <Flex align="end">
            <Button
              variant="tertiary"
              size="small"
              onPress={() => setParams({}, { preventScrollReset: true })}
            >
              Clear filters
            </Button>
          </Flex>
        )}
      </div>
      <OnlyProduct />
    </>
  );
}

function UrlPolicy() {
  const { value: policies } = usePolicies();
  const [value, set] = useUrlText('policy');
  const options = (policies?.items ?? []).map(({ id, title }) => ({
    id,
    label: title,
  }));
  // A policy that came by a link stays visible, also where it is gone.
  if (value && !options.some(({ id }) => id === value)) {
    options.push({ id: value, label: value });
  }
  return (
    <Select
      label="Policy"
      options={[{ id: ANY, label: 'Any' }, ...options]}
      value={value || ANY}
      onChange={chosen => set(chosen === ANY ? undefined : String(chosen))}
    />
  );
}

/** Says that the findings are those of one product alone, which no filter shows. */
function OnlyProduct() {
  const [product, set] = useUrlText('product');
  if (!product) return null;
  return (
    <Flex gap="3" align="center">
      <Text as="p">
        {'Only of '}
        <EntityLink inText entityRef={product} />
      </Text>
      <Button size="small" variant="tertiary" onPress={() => set(undefined)}>
        Show all
      </Button>
    </Flex>
  );
}
