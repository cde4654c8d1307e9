import { CodeSnippet } from '@backstage/core-components';
import { Flex, Text } from '@backstage/ui';
import type {
  SampledPayload,
  SampledRecord,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Disclosure } from '../common/Disclosure';
import { Fact, Facts } from '../common/Facts';
import { absoluteTime } from '../humanise/times';
import styles from '../topics/topics.module.css';
import { headerText, payloadText, payloadWords, titleOf } from './recordWords';

/** One record: how to find it again, and what is in it. */
export function RecordView(props: { record: SampledRecord; isOpen: boolean }) {
  const { record, isOpen } = props;
  const { partition, offset, key, value, headers } = record;
  return (
    <Disclosure
      title={titleOf(record)}
      subtitle={`partition ${partition}, offset ${offset}`}
      isOpen={isOpen}
    >
      <Flex direction="column" gap="3">
        <Facts>
          <Fact label="Written">
            {record.timestamp && absoluteTime(record.timestamp)}
          </Fact>
          {key && (
            <Fact label="Key">
              <code>{payloadText(key)}</code>
            </Fact>
          )}
          {key && <Fact label="Key's format">{payloadWords(key)}</Fact>}
          {headers.map(({ name, value: content }, index) => (
            <Fact key={`${name}-${index}`} label={`Header ${name}`}>
              {headerText(content)}
            </Fact>
          ))}
        </Facts>
        {value ? (
          <Value payload={value} />
        ) : (
          <Text as="p" color="secondary">
            No value: a tombstone, by which compaction removes the key.
          </Text>
        )}
      </Flex>
    </Disclosure>
  );
}

function Value({ payload }: { payload: SampledPayload }) {
  return (
    <Flex direction="column" gap="1">
      <Text as="p" variant="body-small" color="secondary">
        {payloadWords(payload)}
      </Text>
      <div className={styles.code}>
        <CodeSnippet
          text={payloadText(payload)}
          language={typeof payload.value === 'string' ? 'text' : 'json'}
          showCopyCodeButton
        />
      </div>
    </Flex>
  );
}
