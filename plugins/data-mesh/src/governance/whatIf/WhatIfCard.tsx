import { Alert, Card, CardBody, CardHeader, Flex, Text } from '@backstage/ui';
import type { Policy } from '@data-mesh/backstage-plugin-data-mesh-common';
import { useSearchParams } from 'react-router-dom';
import { errorWords } from '../../common/errorWords';
import { Failure } from '../../common/Failure';
import { withParam } from '../../common/urlParams';
import { useAsk } from '../../live/useAsk';
import { parameterError, readTried } from './trialValues';
import { TrialForm } from './TrialForm';
import { TrialView } from './TrialView';

/**
 * What a change of a policy would find. What is tried stands in the URL, so
 * that a link shows it to somebody else.
 */
export function WhatIfCard({ policy }: { policy: Policy }) {
  const { id, rule } = policy;
  const [params, setParams] = useSearchParams();
  const text = params.get('try') ?? '';
  const tried = readTried(text);
  const trial = useAsk(tried && `${id} ${text}`, api =>
    api.tryPolicy(id, { parameters: tried }),
  );
  const wrong =
    trial.error && parameterError(errorWords(trial.error), rule.parameters);

  const show = (to: string | undefined) =>
    setParams(current => withParam(current, 'try', to), {
      preventScrollReset: true,
    });
  const start = (change: Record<string, unknown>) => {
    const next = JSON.stringify(change);
    if (next === text) trial.retry();
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
            isPending={trial.pending}
            onTry={start}
            onReset={() => show(undefined)}
          />
          {trial.pending && (
            <Alert
              icon
              isPending
              role="status"
              status="info"
              title="It is held against every data product"
              description="This takes some seconds where there are thousands."
            />
          )}
          {wrong && (
            <Alert
              icon
              role="alert"
              status="danger"
              title="Nothing was tried"
              description={`What is wrong is said at “${wrong.parameter.description}”.`}
            />
          )}
          {trial.error && !wrong && (
            <Failure
              title="It could not be tried"
              error={trial.error}
              onRetry={trial.retry}
            />
          )}
          {trial.value && <TrialView policy={policy} trial={trial.value} />}
        </Flex>
      </CardBody>
    </Card>
  );
}
