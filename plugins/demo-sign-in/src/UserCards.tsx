import {
  Avatar,
  Card,
  CardBody,
  CardHeader,
  Container,
  Flex,
  Grid,
  Text,
} from '@backstage/ui';
import { DemoUser } from './demoUsers';

/** All demo users as cards; pressing one picks it. */
export function UserCards(props: {
  portal: string;
  users: DemoUser[];
  onPick: (user: DemoUser) => void;
}) {
  return (
    <Container py="8">
      <main>
        <Flex direction="column" gap="6">
          <Flex direction="column" gap="2">
            <Text as="h1" variant="title-medium" weight="bold">
              Sign in to {props.portal}
            </Text>
            <Text as="p" color="secondary">
              This is a demo on your own machine: be whoever you like, and come
              back as someone else to see the other side.
            </Text>
          </Flex>
          {props.users.length === 0 ? (
            <Text as="p">
              There is nobody to be: the configuration lists no users at
              auth.providers.demo.users.
            </Text>
          ) : (
            <Grid.Root columns={{ initial: '1', sm: '2', md: '3' }} gap="4">
              {props.users.map(user => (
                <UserCard
                  key={user.name}
                  user={user}
                  onPick={() => props.onPick(user)}
                />
              ))}
            </Grid.Root>
          )}
        </Flex>
      </main>
    </Container>
  );
}

function UserCard({ user, onPick }: { user: DemoUser; onPick: () => void }) {
  return (
    <Card
      onPress={onPick}
      label={`Sign in as ${user.title}, ${user.team}. ${user.can}`}
    >
      <CardHeader>
        <Flex align="center" gap="3">
          <Avatar src="" name={user.title} size="large" purpose="decoration" />
          <Flex direction="column" gap="0">
            <Text weight="bold">{user.title}</Text>
            <Text variant="body-small" color="secondary">
              {user.team}
            </Text>
          </Flex>
        </Flex>
      </CardHeader>
      <CardBody>
        <Text as="p">{user.can}</Text>
      </CardBody>
    </Card>
  );
}
