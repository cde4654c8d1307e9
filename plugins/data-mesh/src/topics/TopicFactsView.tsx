import { Flex, Text } from '@backstage/ui';
import { Disclosure } from '../common/Disclosure';
import { Fact, Facts } from '../common/Facts';
import { Count } from '../humanise/Count';
import { counted, rate } from '../humanise/numbers';
import { Ago } from '../live/Ago';
import { RecordsButton } from '../records/RecordsButton';
import { ConsumerGroups } from './ConsumerGroups';
import { PartitionTable } from './PartitionTable';
import { SchemaPanel } from './SchemaPanel';
import { cleanupWords, replicationWords, retentionWords } from './topicWords';
import type { TopicFacts } from './types';

/** What a topic is and does: numbers, readers, and more for those who want it. */
export function TopicFactsView({ facts }: { facts: TopicFacts }) {
  const { configs, partitions, groups, schemas, records } = facts;
  const { partitionCount, recordsPerMinute, lastGrowthAt, measuredAt } = facts;
  return (
    <Flex direction="column" gap="4">
      <Facts>
        <Fact label="Records">
          {records !== undefined && <Count value={records} />}
        </Fact>
        <Fact label="Records a minute">
          {recordsPerMinute !== undefined && rate(recordsPerMinute)}
        </Fact>
        <Fact label="Last new records">
          {lastGrowthAt ? (
            <Ago at={lastGrowthAt} />
          ) : (
            measuredAt && 'None since it is watched'
          )}
        </Fact>
        <Fact label="Kept">{retentionWords(configs)}</Fact>
        <Fact label="Clean-up">{cleanupWords(configs)}</Fact>
        <Fact label="Partitions">{partitionCount}</Fact>
        <Fact label="Replication">{replicationWords(facts)}</Fact>
        <Fact label="Measured">{measuredAt && <Ago at={measuredAt} />}</Fact>
      </Facts>
      <Flex>
        <RecordsButton facts={facts} />
      </Flex>
      <ConsumerGroups groups={groups} recordsPerMinute={recordsPerMinute} />
      <Flex direction="column" gap="2">
        {schemas.map(schema => (
          <Disclosure
            key={schema.subject}
            title={`Schema ${schema.subject}`}
            subtitle={`${schema.format}, version ${schema.version}${
              schema.compatibility ? `, ${schema.compatibility}` : ''
            }`}
          >
            <SchemaPanel schema={schema} />
          </Disclosure>
        ))}
        {schemas.length === 0 && (
          <Text as="p" color="secondary">
            No schema is registered for this topic.
          </Text>
        )}
        {partitions.length > 0 && (
          <Disclosure
            title="Partitions"
            subtitle={counted(partitions.length, 'partition')}
          >
            <PartitionTable partitions={partitions} />
          </Disclosure>
        )}
      </Flex>
    </Flex>
  );
}
