/** Passwords of the staff are 8 to 128 characters; anything typeable is allowed. */
export function isAcceptablePassword(password: string): boolean {
  return password.length >= 8 && password.length <= 128
}
