/** How the report looks, on screen and on paper. */
export const styles = `
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
body { max-width: 75rem; margin: 0 auto; padding: 2rem 1rem 4rem }
h1 { margin: 0; font-size: 2rem }
h2 { margin: 3rem 0 .5rem; font-size: 1.35rem }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1.5rem; max-width: 60rem }
dt { font-weight: 600 }
dd { margin: 0 }
table { border-collapse: collapse; width: 100%; font-size: .875rem }
th, td { padding: .5rem .75rem; border: 1px solid #767676; text-align: start; vertical-align: top }
thead th { background: #ececec }
tbody th { font-weight: 600; width: 14rem }
td ul, .counts { margin: 0; padding: 0; list-style: none }
td li + li { margin-top: .35rem }
td .failed { padding-inline-start: 1rem; list-style: disc; color: #9c0f0f }
code { font-size: .8125rem; overflow-wrap: anywhere }
.wide { overflow-x: auto }
.counts { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: 1.5rem }
.counts li { padding: .5rem 1rem; border: 1px solid #767676; border-radius: .5rem }
.supports { background: #e3f5e8 }
.partially-supports { background: #fff3d1 }
.does-not-support { background: #fde2e2 }
.not-applicable, .not-evaluated { background: #f2f2f2 }
@media (max-width: 40rem) { dl { grid-template-columns: 1fr } dd { margin-bottom: .5rem } }
@media print { body { max-width: none; padding: 0 } .wide { overflow: visible } tr { break-inside: avoid } }
`;
