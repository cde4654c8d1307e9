import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import {
  IdentityApi,
  configApiRef,
  useApi,
} from '@backstage/frontend-plugin-api';
import { SignInPageProps } from '@backstage/plugin-app-react';
import { DemoUser, readDemoUsers } from './demoUsers';
import { rememberedUser } from './rememberedUser';
import { SignInFailed } from './SignInFailed';
import { UserCards } from './UserCards';

/**
 * Lets one pick a demo user, and asks the auth provider `demo` for a token of
 * that user. Whoever was picked last is signed in again after a reload.
 */
export function DemoSignInPage({ onSignInSuccess }: SignInPageProps) {
  const config = useApi(configApiRef);
  const users = readDemoUsers(config);
  const [picked, setPicked] = useState<DemoUser | undefined>(() =>
    users.find(({ name }) => name === rememberedUser.get()),
  );
  const [attempt, setAttempt] = useState(1);

  if (!picked) {
    return (
      <UserCards
        portal={config.getOptionalString('app.title') ?? 'the portal'}
        users={users}
        onPick={user => {
          rememberedUser.set(user.name);
          setPicked(user);
        }}
      />
    );
  }
  return (
    <ProxiedSignInPage
      key={`${picked.name} ${attempt}`}
      provider="demo"
      headers={{ 'x-demo-user': picked.name }}
      onSignInSuccess={identity => onSignInSuccess(forgetting(identity))}
      ErrorComponent={({ error }) => (
        <SignInFailed
          user={picked}
          error={error}
          onRetry={() => setAttempt(attempt + 1)}
          onOther={() => {
            rememberedUser.forget();
            setPicked(undefined);
          }}
        />
      )}
    />
  );
}

/** Signing out leads back to the cards, so the browser must forget the user. */
function forgetting(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    async signOut() {
      rememberedUser.forget();
      await identity.signOut();
    },
  };
}
