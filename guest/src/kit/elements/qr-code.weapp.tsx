export { QrCodeDrawn as QrCode } from './qr-code-drawn.tsx'
