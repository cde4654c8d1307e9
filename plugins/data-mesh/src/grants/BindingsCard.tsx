import {
  Card,
  CardBody,
  CardFooter,
  CardHeader,
  Flex,
  Text,
} from '@backstage/ui';
import type {
  Grant,
  GrantBinding,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { aclTuple, aclWords } from '../access/aclWords';
import styles from '../access/access.module.css';
import { TextLink } from '../common/TextLink';
import { counted } from '../humanise/numbers';
import { StateLabel, type Tone } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';

const STATES: Record<GrantBinding['state'], [tone: Tone, words: string]> = {
  intended: ['moving', 'Being created'],
  present: ['good', 'Read back'],
  missing: ['warning', 'Missing: somebody removed it at Kafka'],
  removing: ['moving', 'Being removed'],
  removed: ['over', 'Removed'],
};

/** What the grant is made of at Kafka, and where each part stands. */
export function BindingsCard({ grant }: { grant: Grant }) {
  const { cluster, topic, principal, mode } = grant;
  const operation = mode === 'write' ? 'WRITE' : 'READ';
  const why = useMeshLinks().explain({ cluster, topic, operation, principal });
  return (
    <Card>
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          At Kafka
        </Text>
      </CardHeader>
      <CardBody>
        <ul className={styles.list}>
          {grant.bindings.map(each => (
            <li key={each.id}>
              <Flex gap="3" align="center" justify="between">
                <Text as="p">
                  {`${each.binding.principal} ${aclWords(each.binding)}`}
                </Text>
                <StateLabel tone={STATES[each.state][0]}>
                  {STATES[each.state][1]}
                </StateLabel>
              </Flex>
              <Text as="p" variant="body-small" color="secondary">
                <code>{aclTuple(each.binding)}</code>
              </Text>
              {notesOf(each).map(note => (
                <Text key={note} as="p" variant="body-small">
                  {note}
                </Text>
              ))}
            </li>
          ))}
        </ul>
      </CardBody>
      {why && (
        <CardFooter>
          <TextLink href={why}>
            {`Why can ${principal}? All ACLs that decide it`}
          </TextLink>
        </CardFooter>
      )}
    </Card>
  );
}

function notesOf(each: GrantBinding): string[] {
  return [
    ...(each.existedBefore
      ? ['It was there before this grant, so it stays when the grant ends.']
      : []),
    ...(each.sharedWith
      ? [
          `${counted(
            each.sharedWith,
            'other grant needs',
            'other grants need',
          )} it too; it goes with the last one.`,
        ]
      : []),
    ...(each.error ? [each.error.message] : []),
  ];
}
