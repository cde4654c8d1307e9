import { parseEntityRef } from '@backstage/catalog-model';
import {
  Card,
  CardBody,
  CardHeader,
  Flex,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from '@backstage/ui';
import type {
  Connection,
  Grant,
} from '@data-mesh/backstage-plugin-data-mesh-common';
import { Fact, Facts } from '../common/Facts';
import { useUrlChoice } from '../common/useUrlFlag';
import { listed } from '../humanise/lists';
import { Credentials } from './Credentials';
import { groupWords } from './facts';
import { SnippetView } from './SnippetView';
import { CLIENTS } from './snippets';

const CLIENT_IDS = CLIENTS.map(({ id }) => id);

/** How to use a grant: the settings, and snippets that run as they are. */
export function ConnectCard(props: { grant: Grant; connection: Connection }) {
  const { grant, connection } = props;
  const [client, choose] = useUrlChoice('client', CLIENT_IDS);
  const facts = {
    connection,
    mode: grant.mode,
    application: parseEntityRef(grant.consumer).name,
  };
  return (
    <Card id="connect" aria-label="How to connect">
      <CardHeader>
        <Text as="h3" variant="title-x-small" weight="bold">
          How to connect
        </Text>
      </CardHeader>
      <CardBody>
        <Flex direction="column" gap="4">
          <ConnectFactsView connection={connection} mode={grant.mode} />
          <Credentials key={grant.id} grant={grant} connection={connection} />
          <Tabs
            selectedKey={client}
            onSelectionChange={key => {
              const chosen = CLIENT_IDS.find(id => id === key);
              if (chosen) choose(chosen);
            }}
          >
            <TabList>
              {CLIENTS.map(({ id, title }) => (
                <Tab key={id} id={id}>
                  {title}
                </Tab>
              ))}
            </TabList>
            {CLIENTS.map(({ id, snippets }) => (
              <TabPanel key={id} id={id}>
                <Flex direction="column" gap="3" pt="3">
                  {snippets(facts).map(snippet => (
                    <SnippetView key={snippet.title} snippet={snippet} />
                  ))}
                </Flex>
              </TabPanel>
            ))}
          </Tabs>
        </Flex>
      </CardBody>
    </Card>
  );
}

function ConnectFactsView(props: {
  connection: Connection;
  mode: Grant['mode'];
}) {
  const { connection, mode } = props;
  const { bootstrapServers, securityProtocol, saslMechanism } = connection;
  return (
    <Facts>
      <Fact label="Bootstrap servers">
        <code>{bootstrapServers.join(',')}</code>
      </Fact>
      <Fact label="Security">
        {[securityProtocol, saslMechanism].filter(Boolean).join(', ')}
      </Fact>
      <Fact label="User">
        {connection.username ?? `As ${connection.principal}`}
      </Fact>
      <Fact label="Topic">
        <code>{connection.topic}</code>
      </Fact>
      {mode === 'read' && (
        <Fact label="Consumer group">
          {listed(groupWords(connection)).replace(/ and /, ' or ')}
        </Fact>
      )}
      {connection.transactionalIdPrefix && (
        <Fact label="Transactional ID">
          {`Any that begins with ${connection.transactionalIdPrefix}`}
        </Fact>
      )}
      <Fact label="Schema registry">
        {connection.schemaRegistryUrl ? (
          <code>{connection.schemaRegistryUrl}</code>
        ) : (
          'None'
        )}
      </Fact>
      {connection.subject && (
        <Fact label="Schema">
          {`${connection.subject}${
            connection.schemaFormat ? `, ${connection.schemaFormat}` : ''
          }`}
        </Fact>
      )}
    </Facts>
  );
}
