/**
 * Sign-in as one of the demo users; refuses to run outside development.
 *
 * @packageDocumentation
 */
export { authModuleDemo as default } from './module';
export { DEMO_USER_HEADER } from './demoAuthenticator';
