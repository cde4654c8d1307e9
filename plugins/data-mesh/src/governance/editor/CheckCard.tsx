import {
  Alert,
  Button,
  Card,
  CardBody,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import access from '../../access/access.module.css';
import { ChangeList } from '../../common/ChangeList';
import { Failure } from '../../common/Failure';
import { counted } from '../../humanise/numbers';
import { problemWords } from '../whatIf/fieldProblem';
import { TrialProgress } from '../whatIf/TrialProgress';
import { TrialView } from '../whatIf/TrialView';
import { fieldName } from './publishWords';
import type { DraftCheck } from './useDraftCheck';

/** What is wrong with a policy that is written, what it changes and finds. */
export function CheckCard(props: {
  check: DraftCheck;
  /** The version that one has seen; none of a new policy. */
  basedOn?: number;
  /** Whether the one in force, if there is one, is a draft. */
  isDraftNow: boolean;
  onRebase: (version: number) => void;
}) {
  const { check, basedOn, isDraftNow, onRebase } = props;
  const { answer, error, retry, run, isCurrent } = check;
  const newer =
    answer?.version !== undefined && answer.version !== basedOn
      ? answer.version
      : undefined;
  const isTaken =
    answer && (answer.version !== undefined || answer.changes.length > 0);
  return (
    <Card>
      <CardHeader>
        <Text as="h2" variant="title-x-small" weight="bold">
          As it is written now
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          {error && (
            <Failure
              title="It could not be checked"
              error={error}
              onRetry={retry}
            />
          )}
          {!answer && !error && <Text as="p">It is being checked.</Text>}
          {newer !== undefined && basedOn !== undefined && (
            <Alert
              icon
              role="status"
              status="warning"
              title={`Version ${newer} was published meanwhile`}
              description="Below stands what yours would change of it."
              customActions={
                <Button
                  size="small"
                  variant="secondary"
                  onPress={() => onRebase(newer)}
                >
                  {`Go on from version ${newer}`}
                </Button>
              }
            />
          )}
          {basedOn === undefined && isTaken && (
            <Alert
              icon
              role="status"
              status="warning"
              title="There is a policy of this ID already"
              description="Choose another ID, or edit that one."
            />
          )}
          {answer && answer.problems.length > 0 && (
            <>
              <Text as="p" weight="bold" role="status">
                {`${counted(
                  answer.problems.length,
                  'thing is',
                  'things are',
                )} missing or wrong`}
              </Text>
              <ul className={access.list} aria-label="What is missing or wrong">
                {answer.problems.map(problem => (
                  <li key={`${problem.path} ${problem.message}`}>
                    <Text>
                      <strong>{fieldName(problem.path)}: </strong>
                      {problemWords(problem)}
                    </Text>
                  </li>
                ))}
              </ul>
            </>
          )}
          {answer?.problems.length === 0 && (
            <>
              {answer.changes.length > 0 && (
                <Flex direction="column" gap="2">
                  <Text as="h3" weight="bold">
                    What it changes
                  </Text>
                  <ChangeList
                    label="What it changes"
                    changes={answer.changes}
                    nameOf={fieldName}
                  />
                </Flex>
              )}
              <Text as="h3" weight="bold">
                What it would find in today’s mesh
              </Text>
              {!isCurrent && (
                <Text as="p" color="secondary">
                  It is checked again, since you have changed something.
                </Text>
              )}
              <TrialProgress run={run} />
              <TrialView
                policy={
                  basedOn === undefined
                    ? undefined
                    : { stageNow: isDraftNow ? 'draft' : 'warn' }
                }
                run={run}
              />
            </>
          )}
        </Flex>
      </CardBody>
    </Card>
  );
}
