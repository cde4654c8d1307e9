import { Alert, Button, Container, Flex } from '@backstage/ui';
import { DemoUser } from './demoUsers';

/** Says why it did not work; nobody is left without a next step. */
export function SignInFailed(props: {
  user: DemoUser;
  error?: Error;
  onRetry: () => void;
  onOther: () => void;
}) {
  return (
    <Container py="8">
      <main>
        <Alert
          role="alert"
          status="danger"
          icon
          title={`Could not sign in as ${props.user.title}`}
          description={explain(props.user, props.error)}
          customActions={
            <Flex gap="2">
              <Button variant="secondary" onPress={props.onOther}>
                Pick someone else
              </Button>
              <Button onPress={props.onRetry}>Try again</Button>
            </Flex>
          }
        />
      </main>
    </Container>
  );
}

function explain(user: DemoUser, error?: Error): string {
  if (error?.name === 'TypeError') {
    // how fetch reports that nobody is listening
    return `The backend does not answer. Is it running? (${error.message})`;
  }
  const reason = reasonOf(error);
  if (/auth provider/i.test(reason)) {
    return `The backend has no demo sign-in; its log says why it refused to start. (${reason})`;
  }
  if (/not found/i.test(reason)) {
    return `The catalog does not know the user ${user.name} yet. Just after a start it takes a few seconds to read all of its files. (${reason})`;
  }
  return reason;
}

/** What the backend said, which an error of a response has as its cause. */
function reasonOf(error?: Error): string {
  const cause: unknown = error?.cause;
  const said = cause instanceof Error ? cause.message : error?.message;
  return said ?? 'The backend gave no reason.';
}
