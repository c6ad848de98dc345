export function installWhatIsMissing(folder: string, options: { saying: string; flags?: readonly string[] }): boolean
export function isInstalled(folder: string): boolean
