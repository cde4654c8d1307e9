import type {
  BackstageCredentials,
  BackstageUserPrincipal,
  HttpAuthService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  type BasicPermission,
  type PolicyDecision,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import type { Request } from 'express';
import type { Membership } from './Membership';

export type UserCredentials = BackstageCredentials<BackstageUserPrincipal>;

/**
 * Who may do what. Backstage's permissions only narrow: whatever they say, an
 * action also needs the facts that it is checked for here, also while
 * permissions are switched off.
 */
export class Authorizer {
  readonly #httpAuth: HttpAuthService;
  readonly #permissions: PermissionsService;
  readonly #membership: Membership;
  readonly #operators: string[];

  constructor(options: {
    httpAuth: HttpAuthService;
    permissions: PermissionsService;
    membership: Membership;
    /** Group refs; nobody is an operator if empty. */
    operators: string[];
  }) {
    this.#httpAuth = options.httpAuth;
    this.#permissions = options.permissions;
    this.#membership = options.membership;
    this.#operators = options.operators;
  }

  /** Credentials of a user or plugin that the policy lets do it. */
  async caller(
    req: Request,
    permission: BasicPermission,
  ): Promise<BackstageCredentials> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    await this.#require(credentials, permission);
    return credentials;
  }

  /** Credentials of a user; plugins are refused. */
  async user(
    req: Request,
    permission: BasicPermission,
  ): Promise<UserCredentials> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    await this.#require(credentials, permission);
    return credentials;
  }

  /** The same for something that a policy may tell apart by its facts. */
  async userOf<T extends string>(
    req: Request,
    permission: ResourcePermission<T>,
    resourceRef: string,
  ): Promise<UserCredentials> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user'],
    });
    const [{ result }] = await this.#permissions.authorize(
      [{ permission, resourceRef }],
      { credentials },
    );
    refuseUnlessAllowed(result, permission.name);
    return credentials;
  }

  /** What of a list the policy lets a user or plugin see. */
  async listing<T extends string>(
    req: Request,
    permission: ResourcePermission<T>,
  ): Promise<{ credentials: BackstageCredentials; decision: PolicyDecision }> {
    const credentials = await this.#httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    const [decision] = await this.#permissions.authorizeConditional(
      [{ permission }],
      { credentials },
    );
    if (decision.result === AuthorizeResult.DENY) {
      refuseUnlessAllowed(decision.result, permission.name);
    }
    return { credentials, decision };
  }

  /** Whoever sent a request, as far as it can be told; for the history. */
  async nameOf(req: Request): Promise<string> {
    const { principal } = await this.#httpAuth.credentials(req, {
      allow: ['user', 'service'],
    });
    if (isUser(principal)) return principal.userEntityRef;
    const subject = Reflect.get(principal as object, 'subject');
    return typeof subject === 'string' ? subject : 'service';
  }

  /** Refuses everybody but plugins. */
  async plugin(req: Request): Promise<void> {
    await this.#httpAuth.credentials(req, { allow: ['service'] });
  }

  /** Everyone whom a user speaks for, as the catalog has it now. */
  async speaksFor(credentials: BackstageCredentials): Promise<Set<string>> {
    const { principal } = credentials;
    return isUser(principal)
      ? this.#membership.of(principal.userEntityRef)
      : new Set();
  }

  /** The same of a user who is not the caller. */
  async membersOf(userRef: string): Promise<Set<string>> {
    return this.#membership.of(userRef);
  }

  /** Whether a user is of one of the groups that configuration names. */
  async isOneOf(
    credentials: BackstageCredentials,
    groups: string[],
  ): Promise<boolean> {
    if (groups.length === 0) return false;
    const refs = await this.speaksFor(credentials);
    return groups.some(ref => refs.has(ref));
  }

  /** Whether the policy lets somebody do it; what else it takes is not asked. */
  async isAllowed(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<boolean> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    return result === AuthorizeResult.ALLOW;
  }

  async isOperator(credentials: BackstageCredentials): Promise<boolean> {
    return this.isOneOf(credentials, this.#operators);
  }

  /** @throws NotAllowedError that says who could */
  async requireOperator(credentials: UserCredentials): Promise<void> {
    if (await this.isOperator(credentials)) return;
    throw new NotAllowedError(
      this.#operators.length
        ? `Only members of ${this.#operators.join(', ')} may do this`
        : 'Nobody may do this until dataMesh.operators names a group',
    );
  }

  async #require(
    credentials: BackstageCredentials,
    permission: BasicPermission,
  ): Promise<void> {
    const [{ result }] = await this.#permissions.authorize([{ permission }], {
      credentials,
    });
    refuseUnlessAllowed(result, permission.name);
  }
}

function refuseUnlessAllowed(result: AuthorizeResult, name: string): void {
  if (result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(`The permission policy does not allow ${name}`);
  }
}

/** Whether somebody is a user, rather than a plugin. */
export function isUserCredentials(
  credentials: BackstageCredentials,
): credentials is UserCredentials {
  return isUser(credentials.principal);
}

function isUser(principal: unknown): principal is BackstageUserPrincipal {
  return (
    typeof principal === 'object' &&
    principal !== null &&
    Reflect.get(principal, 'type') === 'user'
  );
}
