import mark from '@brand/art/mark.svg'
import night from '@brand/art/station-night.svg'
import { LanguageSwitch } from '../frame/language-switch.tsx'
import { signIn } from '../texts/signIn.ts'
import { useTexts } from '../texts/use-texts.ts'
import { NewPasswordForm } from './new-password-form.tsx'
import { SignInForm } from './sign-in-form.tsx'
import './sign-in.css'

/** The way in: the house at night on the left, the form on the right. A one-time password is changed before anything else. */
export function SignInPage({ step }: { step: 'sign_in' | 'new_password' }) {
  const t = useTexts(signIn)
  return (
    <main className="sign-in">
      <div className="sign-in-scene">
        <img className="sign-in-night" src={night} alt="" />
        <p className="sign-in-brand">
          <img src={mark} alt="" width={36} height={36} />
          {t('brand')}
        </p>
        <div className="sign-in-motto">
          <p>{t('motto')}</p>
          <p>{t('mottoNote')}</p>
        </div>
      </div>
      <div className="sign-in-side">
        <LanguageSwitch className="sign-in-language" />
        <div className="sign-in-middle">
          <h1>{t(step === 'sign_in' ? 'title' : 'newTitle')}</h1>
          {step === 'sign_in' ? <SignInForm known={null} /> : <NewPasswordForm />}
          <p className="sign-in-note">{t('note')}</p>
        </div>
      </div>
    </main>
  )
}
