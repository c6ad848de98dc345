export function PrivacySheet() {
  return null
}
