/** Who is signed in, as the rest of the page sees it. */

export interface Session {
  /** True when sign-in was completed by this very page load. */
  readonly isNew: boolean;
  /** Address of the person, when the identity provider tells it. */
  readonly email: string | null;
  /** A token that has not expired; throws `ApiError('signed_out')` when only a new sign-in can give one. */
  accessToken(): Promise<string>;
  /** Leaves for the sign-in page; the person comes back to the present address. */
  signInAgain(): Promise<void>;
  signOut(): Promise<void>;
}
