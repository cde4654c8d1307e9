import { useApi } from '@backstage/core-plugin-api';
import { dataMeshApiRef } from '../api';
import { SearchPick } from '../common/SearchPick';

const SHOWN = 50;

/** A topic of a cluster, found as one types. */
export function TopicPick(props: {
  cluster: string;
  topic: string;
  onChange: (topic: string | undefined) => void;
}) {
  const { cluster, topic, onChange } = props;
  const api = useApi(dataMeshApiRef);
  return (
    <SearchPick
      key={cluster}
      label="Topic"
      placeholder="A part of its name"
      value={topic ? { id: topic, label: topic } : undefined}
      search={async q => {
        const { items } = await api.listTopics(cluster, {
          ...(q && { q }),
          limit: SHOWN,
        });
        return items.map(({ name }) => ({ id: name, label: name }));
      }}
      onChange={onChange}
    />
  );
}
