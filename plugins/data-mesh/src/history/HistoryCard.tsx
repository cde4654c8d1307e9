import { EntityInfoCard } from '@backstage/plugin-catalog-react';
import { Link, Text } from '@backstage/ui';
import { LiveView } from '../common/LiveView';
import { counted } from '../humanise/numbers';
import { useMeshLinks } from '../useMeshLinks';
import { HistoryList } from './HistoryList';
import { useHistory } from './useHistory';

const SHOWN = 5;

/** The newest of what happened to a product or a grant. */
export function HistoryCard(props: {
  query: { product: string } | { grant: string };
}) {
  const { query } = props;
  const links = useMeshLinks();
  const href = links.history(query);
  const history = useHistory({ ...query, limit: SHOWN });
  const total = history.value?.totalItems ?? 0;
  return (
    <EntityInfoCard
      title="History"
      footerActions={
        total > SHOWN &&
        href && (
          <Link href={href} standalone>
            {`All ${counted(total, 'entry', 'entries')}`}
          </Link>
        )
      }
    >
      <LiveView live={history} what="The history" height="8rem">
        {({ items }) =>
          items.length > 0 ? (
            <HistoryList
              entries={items}
              known={'grant' in query ? 'grant' : 'product'}
            />
          ) : (
            <Text as="p" color="secondary" role="status">
              Nothing happened yet.
            </Text>
          )
        }
      </LiveView>
    </EntityInfoCard>
  );
}
