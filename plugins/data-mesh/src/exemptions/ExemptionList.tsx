import { Flex, Text } from '@backstage/ui';
import type { Exemption } from '@data-mesh/backstage-plugin-data-mesh-common';
import access from '../access/access.module.css';
import { TextLink } from '../common/TextLink';
import { EntityLink } from '../entities/EntityLink';
import { dayWords } from '../humanise/times';
import { Ago } from '../live/Ago';
import { StateLabel, type Tone } from '../state/StateLabel';
import { useMeshLinks } from '../useMeshLinks';
import { ExemptionButtons } from './ExemptionButtons';

const LOOKS: Record<Exemption['state'], [tone: Tone, word: string]> = {
  requested: ['waiting', 'Waits for a decision'],
  active: ['note', 'Exempt'],
  ended: ['over', 'Over'],
  rejected: ['over', 'Rejected'],
  revoked: ['over', 'Taken back'],
};

/** Exemptions, each with why, until when, and who has decided. */
export function ExemptionList(props: {
  exemptions: Exemption[];
  /** What they are all of, which need not be said of each. */
  of: 'policy' | 'product';
}) {
  return (
    <ul className={access.plain} aria-label="Exemptions">
      {props.exemptions.map(exemption => (
        <li key={exemption.id}>
          <ExemptionView exemption={exemption} of={props.of} />
        </li>
      ))}
    </ul>
  );
}

function ExemptionView(props: {
  exemption: Exemption;
  of: 'policy' | 'product';
}) {
  const { exemption, of } = props;
  const links = useMeshLinks();
  const [tone, word] = LOOKS[exemption.state];
  const { requestedBy, requestedAt, decidedBy, comment, endsAt } = exemption;
  return (
    <Flex direction="column" gap="2">
      <Flex gap="3" align="center">
        <StateLabel tone={tone}>{word}</StateLabel>
        <Text as="p" weight="bold">
          {of === 'policy' ? (
            <EntityLink inText entityRef={exemption.product}>
              {exemption.productTitle}
            </EntityLink>
          ) : (
            <TextLink href={links.policy(exemption.policy)}>
              {exemption.policyTitle}
            </TextLink>
          )}
          {` until ${dayWords(endsAt)}`}
        </Text>
        <ExemptionButtons exemption={exemption} />
      </Flex>
      <blockquote className={access.quote}>
        <Text>{exemption.reason}</Text>
      </blockquote>
      <Text as="p" variant="body-small" color="secondary">
        {'Asked for by '}
        <EntityLink inText entityRef={requestedBy} /> <Ago at={requestedAt} />
        {decidedBy && (
          <>
            {', decided by '}
            <EntityLink inText entityRef={decidedBy} />
          </>
        )}
        {comment && `: ${comment}`}
      </Text>
    </Flex>
  );
}
