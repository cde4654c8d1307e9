import type { KafkaErrorInfo } from '../../kafka/errors';
import type {
  ItemResult,
  NewScramCredential,
  ScramCredentialName,
} from '../../kafka/KafkaPort';
import type { UserPort } from '../kafkaUsers';

/** Users at Kafka, with their passwords; no ACL names any of them. */
export class FakeUsers implements UserPort {
  readonly passwords = new Map<string, string>();
  /** Why nobody is deleted, where that fails. */
  keeps: KafkaErrorInfo | undefined;

  async describeAcls() {
    return [];
  }

  async describeScramUsers(users: string[]) {
    return {
      complete: true,
      missing: [],
      items: new Map(
        users.map(user => [
          user,
          this.passwords.has(user)
            ? {
                ok: true as const,
                value: {
                  user,
                  credentials: [
                    { mechanism: 'SCRAM-SHA-512' as const, iterations: 4096 },
                  ],
                },
              }
            : this.#unknown(user),
        ]),
      ),
    };
  }

  async upsertScramUsers(
    credentials: NewScramCredential[],
  ): Promise<ItemResult<void>[]> {
    return credentials.map(({ user, password }) => {
      this.passwords.set(user, password);
      return { ok: true, value: undefined };
    });
  }

  async deleteScramUsers(
    names: ScramCredentialName[],
  ): Promise<ItemResult<void>[]> {
    return names.map(({ user }) => {
      if (this.keeps) return { ok: false, error: this.keeps };
      return this.passwords.delete(user)
        ? { ok: true, value: undefined }
        : this.#unknown(user);
    });
  }

  #unknown(item: string) {
    const message = `${item}: no such user`;
    const error: KafkaErrorInfo = {
      code: 'NOT_FOUND',
      message,
      retryable: false,
      item,
    };
    return { ok: false as const, error };
  }
}
