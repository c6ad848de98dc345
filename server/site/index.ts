export { addAdminSite, addSite } from './add-site.ts'
export { siteRoutes } from './site.routes.ts'
