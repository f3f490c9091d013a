import type { Language } from '../../../domain/errors.ts';
import { defineRefusal } from '../../../domain/errors.ts';
import type { Identity, OpenedSession, User, Visitor } from '../port.ts';
import type { IdentitySettings, makeAuth } from './auth.ts';
import { clearedCookie, readSessionCookie, sessionCookieFor } from './cookie.ts';

export const UserExists = defineRefusal('user_exists', 409, {
  en: 'Somebody already signs in with this e-mail. Sign in instead.',
  fr: 'Cet e-mail sert déjà à se connecter. Connectez-vous plutôt.',
});

type AuthContext = Awaited<ReturnType<typeof makeAuth>['$context']>;
type Settings = { secret: string; secure: boolean; auth: () => Promise<AuthContext> };

/**
 * Identity by better-auth in the `auth` schema: passwords (scrypt), users and sessions. The library
 * is loaded by the first who signs in: most commands need none of it, and a start is sooner over.
 */
export function betterAuthIdentity(given: IdentitySettings): Identity {
  let loaded: Promise<AuthContext> | undefined;
  const auth = () => {
    loaded ??= import('./auth.ts').then(({ makeAuth }) => makeAuth(given).$context);
    return loaded;
  };
  const settings = { secret: given.secret, secure: given.baseUrl.startsWith('https:'), auth };
  return {
    signIn: (email, password, visitor) => signIn(settings, { email, password }, visitor),
    openSession: (userId, visitor) => openSession(settings, userId, visitor),
    signOut: (cookie) => signOut(settings, cookie),
    ensureUser: (email, name, language) => ensureUser(settings, { email, name, language }),
    createUser: async (email, name, password, language) => {
      const user = await insertUser(settings, { email, name, language });
      await setPassword(settings, user.id, password);
      return user;
    },
    hasPassword: async (userId) => (await passwordOf(settings, userId)) !== null,
    setPassword: (userId, password) => setPassword(settings, userId, password),
    checkPassword: (userId, password) => checkPassword(settings, userId, password),
    endSessions: async (userId) => {
      await (await settings.auth()).internalAdapter.deleteUserSessions(userId);
    },
    sessionToken: (header) => readSessionCookie(header, settings.secret),
  };
}

async function signIn(
  settings: Settings,
  given: { email: string; password: string },
  visitor: Visitor,
): Promise<OpenedSession | null> {
  const { internalAdapter } = await settings.auth();
  const found = await internalAdapter.findUserByEmail(given.email.trim().toLowerCase());
  const isRight = await checkPassword(settings, found?.user.id ?? null, given.password);
  return found && isRight ? openSession(settings, found.user.id, visitor) : null;
}

async function openSession(
  settings: Settings,
  userId: string,
  visitor: Visitor,
): Promise<OpenedSession> {
  const { internalAdapter } = await settings.auth();
  const user = await internalAdapter.findUserById(userId);
  if (!user) throw new Error('a session for a user who does not exist');
  const session = await internalAdapter.createSession(userId, false, {
    ipAddress: visitor.ip,
    userAgent: visitor.userAgent.slice(0, 300),
  });
  const cookie = sessionCookieFor(session.token, settings.secret, settings.secure);
  return { user: asUser(user), cookies: [cookie] };
}

async function signOut(settings: Settings, header: string): Promise<string[]> {
  const token = readSessionCookie(header, settings.secret);
  if (token) await (await settings.auth()).internalAdapter.deleteSession(token);
  return [clearedCookie(settings.secure)];
}

type NewUser = { email: string; name: string; language: Language };

async function ensureUser(settings: Settings, given: NewUser): Promise<User> {
  const { internalAdapter } = await settings.auth();
  const found = await internalAdapter.findUserByEmail(given.email.toLowerCase());
  return found ? asUser(found.user) : insertUser(settings, given);
}

async function insertUser(settings: Settings, given: NewUser): Promise<User> {
  const { internalAdapter } = await settings.auth();
  const email = given.email.toLowerCase();
  if (await internalAdapter.findUserByEmail(email)) throw new UserExists();
  const user = await internalAdapter.createUser(
    { ...given, email, emailVerified: false },
    { method: 'email-password' },
  );
  return asUser(user);
}

async function setPassword(settings: Settings, userId: string, text: string): Promise<void> {
  const { internalAdapter, password } = await settings.auth();
  const hash = await password.hash(text);
  if ((await passwordOf(settings, userId)) !== null) {
    await internalAdapter.updatePassword(userId, hash);
    return;
  }
  await internalAdapter.linkAccount({
    userId,
    accountId: userId,
    providerId: 'credential',
    password: hash,
  });
}

async function checkPassword(
  settings: Settings,
  userId: string | null,
  text: string,
): Promise<boolean> {
  const { password } = await settings.auth();
  const hash = userId === null ? null : await passwordOf(settings, userId);
  if (hash !== null) return password.verify({ hash, password: text });
  // The same work as for a known address, so that time tells nothing.
  await password.hash(text);
  return false;
}

async function passwordOf(settings: Settings, userId: string): Promise<string | null> {
  const { internalAdapter } = await settings.auth();
  const accounts = await internalAdapter.findAccounts(userId);
  return accounts.find((account) => account.providerId === 'credential')?.password ?? null;
}

function asUser(row: { id: string; name: string; email: string }): User {
  const language = (row as { language?: unknown }).language === 'fr' ? 'fr' : 'en';
  return { id: row.id, name: row.name, email: row.email, language };
}
