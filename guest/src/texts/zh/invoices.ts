export const invoices = {
  title: '发票',
}
