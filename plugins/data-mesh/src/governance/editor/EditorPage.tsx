import { Container, Flex, Link, Skeleton } from '@backstage/ui';
import { useParams } from 'react-router-dom';
import { Denied, isDenial } from '../../common/Denied';
import { Empty } from '../../common/Empty';
import { Failure } from '../../common/Failure';
import { LiveView } from '../../common/LiveView';
import { useAsk } from '../../live/useAsk';
import { useMeshLinks } from '../../useMeshLinks';
import { usePolicies } from '../useGovernance';
import { PolicyEditor } from './PolicyEditor';

/** Writes a new policy, or the next version of one of the portal. */
export function EditorPage() {
  const { id } = useParams();
  const links = useMeshLinks();
  const policies = usePolicies();
  return (
    <Container>
      <Flex direction="column" gap="4" pb="6">
        <Link href={id ? links.policy(id) : links.policies} standalone>
          {id ? 'The policy' : 'Policies'}
        </Link>
        <LiveView live={policies} what="The policies" height="24rem">
          {({ mayPublish }) =>
            mayPublish ? (
              <LoadedEditor key={id} id={id} />
            ) : (
              <Empty title="Policies are not yours to publish">
                Operators and governance publish them, as the configuration
                names these.
              </Empty>
            )
          }
        </LiveView>
      </Flex>
    </Container>
  );
}

function LoadedEditor({ id }: { id?: string }) {
  const found = useAsk(`editor ${id ?? ''}`, async api => {
    const [{ items: rules }, versions] = await Promise.all([
      api.listPolicyRules(),
      id ? api.listPolicyVersions(id, { limit: 1 }) : undefined,
    ]);
    return { rules, version: versions?.items[0] };
  });
  const { value, error, retry } = found;
  if (error && isDenial(error)) return <Denied error={error} />;
  if (error) {
    return (
      <Failure
        title="The policy could not be asked"
        error={error}
        onRetry={retry}
      />
    );
  }
  if (!value) return <Skeleton width="100%" height="24rem" />;
  if (id && !value.version) {
    return (
      <Empty title={`Policy ${id} stands in the configuration`}>
        It is changed there, under dataMesh.policies.
      </Empty>
    );
  }
  return <PolicyEditor id={id} version={value.version} rules={value.rules} />;
}
