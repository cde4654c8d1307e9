import { Alert, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useSearchParams } from 'react-router-dom';
import { errorWords } from '../../common/errorWords';
import { withParam } from '../../common/urlParams';
import { parameterError, readTried } from './trialValues';
import { TrialForm } from './TrialForm';
import { TrialProgress } from './TrialProgress';
import { TrialView } from './TrialView';
import { useTrial } from './useTrial';

/**
 * What a change of a policy would find. What is tried stands in the URL, so
 * that a link shows it to somebody else.
 */
export function WhatIfCard({ policy }: { policy: Policy }) {
  const { id, rule } = policy;
  const [params, setParams] = useSearchParams();
  const text = params.get('try') ?? '';
  const tried = readTried(text);
  const run = useTrial(tried && `${id} ${text}`, (api, part) =>
    api.tryPolicy(id, { parameters: tried, ...part }),
  );
  const wrong =
    run.error && parameterError(errorWords(run.error), rule.parameters);

  const show = (to: string | undefined) =>
    setParams(current => withParam(current, 'try', to), {
      preventScrollReset: true,
    });
  const start = (change: Record<string, unknown>) => {
    const next = JSON.stringify(change);
    if (next === text) run.retry();
    else show(next);
  };

  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          What if?
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          <TrialForm
            parameters={rule.parameters}
            address={text}
            tried={tried}
            errors={wrong ? { [wrong.parameter.name]: wrong.words } : {}}
            isPending={run.pending}
            onTry={start}
            onReset={() => show(undefined)}
          />
          {wrong && (
            <Alert
              icon
              role="alert"
              status="danger"
              title="Nothing was tried"
              description={`What is wrong is said at “${wrong.parameter.description}”.`}
            />
          )}
          {!wrong && <TrialProgress run={run} />}
          {run.trial && <TrialView policy={policy} run={run} />}
        </Flex>
      </CardBody>
    </Card>
  );
}
