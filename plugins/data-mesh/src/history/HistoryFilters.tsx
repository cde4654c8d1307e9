import { Button, DatePicker, Flex, Select } from '@backstage/ui';
import { parseDate } from '@internationalized/date';
import { useSearchParams } from 'react-router-dom';
import { useClusters } from '../clusters/useClusters';
import styles from '../common/common.module.css';
import { UrlSearch } from '../common/UrlSearch';
import { UrlSelect } from '../common/UrlSelect';
import { useUrlText } from '../common/useUrlText';
import { EntityPick } from '../entities/EntityPick';
import { ACTIONS, HISTORY_PARAMS } from './historyView';

const ANY = '*';

/** What the history is narrowed to; all of it stands in the URL. */
export function HistoryFilters() {
  const [params, setParams] = useSearchParams();
  const isNarrowed = HISTORY_PARAMS.some(name => params.get(name));
  return (
    <div className={styles.filters} role="search">
      <UrlEntity name="product" label="Data product" kinds={['dataproduct']} />
      <UrlEntity
        name="consumer"
        label="Consumer"
        kinds={['component', 'system', 'resource']}
      />
      <UrlSelect label="What happened" name="action" options={ACTIONS} />
      <UrlEntity name="actor" label="Who did it" kinds={['user']} />
      <UrlCluster />
      <UrlSearch name="topic" label="Topic" placeholder="Its whole name" />
      <UrlDay name="from" label="From" />
      <UrlDay name="to" label="To" />
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
  );
}

function UrlEntity(props: { name: string; label: string; kinds: string[] }) {
  const { name, ...field } = props;
  const [value, set] = useUrlText(name);
  return <EntityPick {...field} value={value} onChange={set} />;
}

function UrlCluster() {
  const { value: clusters } = useClusters();
  const [value, set] = useUrlText('cluster');
  return (
    <Select
      label="Cluster"
      options={[
        { id: ANY, label: 'Any' },
        ...(clusters?.items ?? []).map(({ name, title }) => ({
          id: name,
          label: title,
        })),
      ]}
      value={value || ANY}
      onChange={chosen => set(chosen === ANY ? undefined : String(chosen))}
    />
  );
}

function UrlDay(props: { name: string; label: string }) {
  const [value, set] = useUrlText(props.name);
  return (
    <div>
      <DatePicker
        label={props.label}
        granularity="day"
        value={dayOf(value)}
        onChange={day => set(day?.toString())}
      />
    </div>
  );
}

function dayOf(text: string) {
  try {
    return parseDate(text);
  } catch {
    return null;
  }
}
