import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type { Grant } from '@data-mesh/backstage-plugin-data-mesh-common';
import styles from '../access/access.module.css';
import { counted } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { ResetOffsetsButton } from '../offsets/ResetOffsetsButton';
import { StateLabel } from '../state/StateLabel';
import { evidenceLooks } from './evidenceLooks';

/** Whether the grant is used, as far as Kafka shows it. */
export function EvidenceCard({ grant }: { grant: Grant }) {
  const { evidence, may } = grant;
  if (!evidence && !may.resetOffsets) return null;
  const [tone, words] = evidenceLooks(grant);
  const { groups = [] } = evidence ?? {};
  return (
    <Card>
      <CardHeader>
        <Flex justify="between" align="center" gap="3">
          <Text as="h3" variant="title-x-small" weight="bold">
            Whether it is used
          </Text>
          <StateLabel tone={tone}>{words}</StateLabel>
        </Flex>
      </CardHeader>
      <CardBody>
        <Text as="p">
          {evidence?.sentence ?? 'Kafka was not asked yet.'}
          {evidence?.at && (
            <>
              {' Last '}
              <Ago at={evidence.at} />.
            </>
          )}
        </Text>
        {groups.length > 0 && (
          <ul className={styles.list}>
            {groups.map(({ group, members, lag, progressedAt }) => (
              <li key={group}>
                <Text>
                  {`${group}: ${
                    members > 0 ? `reading with ${members}` : 'not running'
                  }, ${
                    lag === undefined
                      ? 'how far behind is not known'
                      : `${counted(lag, 'record')} behind`
                  }`}
                  {progressedAt && (
                    <>
                      , last progress <Ago at={progressedAt} />
                    </>
                  )}
                </Text>
              </li>
            ))}
          </ul>
        )}
      </CardBody>
      {may.resetOffsets && (
        <CardFooter>
          <ResetOffsetsButton grant={grant} />
        </CardFooter>
      )}
    </Card>
  );
}
