import type { Language } from '../../domain/errors.ts';

export type User = { id: string; name: string; email: string; language: Language };

/** A new session: what the browser gets as a cookie. */
export type OpenedSession = { user: User; cookies: string[] };

/** Where and with what somebody signs in; kept with the session. */
export type Visitor = { ip: string; userAgent: string };

/**
 * Identity only: passwords, sessions, links. Organizations, roles and keys are our own tables.
 * Methods that end in a session give the `Set-Cookie` values to send.
 */
export type Identity = {
  /** Null when the e-mail or the password is wrong; takes the same time either way. */
  signIn(email: string, password: string, visitor: Visitor): Promise<OpenedSession | null>;
  /** Opens a session for a user who proved the address otherwise (a link). */
  openSession(userId: string, visitor: Visitor): Promise<OpenedSession>;
  /** Ends the session the cookie names; gives the cookies that clear it. */
  signOut(cookie: string): Promise<string[]>;
  /** The user with this e-mail, made when there is none (without a password). */
  ensureUser(email: string, name: string, language: Language): Promise<User>;
  /** A user with a password; refuses `user_exists` when the e-mail is taken. */
  createUser(email: string, name: string, password: string, language: Language): Promise<User>;
  hasPassword(userId: string): Promise<boolean>;
  setPassword(userId: string, password: string): Promise<void>;
  /** True when this is the user's password; null stands for nobody and takes the same time. */
  checkPassword(userId: string | null, password: string): Promise<boolean>;
  /** Ends every session of a user, after a change of password say. */
  endSessions(userId: string): Promise<void>;
  /** The session token a cookie header carries with a valid signature, else null. */
  sessionToken(cookieHeader: string | undefined): string | null;
};
